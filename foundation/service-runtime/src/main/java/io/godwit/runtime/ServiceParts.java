package io.godwit.runtime;

import io.godwit.schemas.Topic;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigDef;

/// What a service consists of, as its `Main` said.
record ServiceParts(String name, String purpose, ConfigDef definition, List<Handled<?>> handled, List<Work> works) {
    /// A topic and how the handler of its events is made.
    record Handled<T extends SpecificRecord>(Topic<T> topic, Function<ServiceContext, EventHandler<T>> handler) {}

    /// Background work and how it is made.
    record Work(String name, Function<ServiceContext, BackgroundWork> work) {}

    String group() {
        return "godwit-" + name;
    }
}
