package io.godwit.cli.command;

import io.godwit.schemas.Topic;
import io.godwit.schemas.TopicCatalogue;
import java.util.Iterator;

/// The topics' names, for help and completion.
final class TopicNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return TopicCatalogue.topics().stream().map(Topic::name).iterator();
    }
}
