package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import io.godwit.model.planning.OpenQuestion;
import java.util.stream.Stream;

/// Where the code speaks of things, on either side of a change.
record Locations(DesiredSchema before, DesiredSchema after) {

    SourceLocation of(OpenQuestion question) {
        return of(new Element(question.object(), question.part()), after);
    }

    /// @param side looked at first
    SourceLocation of(Element element, DesiredSchema side) {
        return Stream.of(side, after, before)
                .flatMap(schema -> schema.locationOf(element).stream())
                .findFirst()
                .or(() -> Stream.of(after, before)
                        .flatMap(schema -> schema.locations().values().stream())
                        .map(location -> SourceLocation.wholeFile(location.file()))
                        .findFirst())
                .orElse(SourceLocation.wholeFile(""));
    }
}
