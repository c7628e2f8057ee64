package io.godwit.validator;

import io.godwit.runtime.CopiesSettings;
import io.godwit.runtime.Service;
import io.godwit.schemas.Topic;

/// The validator service: reads proposed migrations, publishes them judged and in their safe form.
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        service().main(arguments);
    }

    static Service.Builder service() {
        return Service.named(
                        "validator",
                        "Judges a proposed migration against the live database and rewrites it to its safe form.")
                .settings(ValidatorSettings.definition())
                .settings(CopiesSettings.definition("Plans are run forward and back there, on a copy of the schema;"
                        + " without it they are not proven."))
                .handles(Topic.MIGRATION_PROPOSED, ProposalHandler::new);
    }
}
