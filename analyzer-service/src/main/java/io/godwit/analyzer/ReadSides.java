package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Uncompared;
import io.godwit.analyzer.model.ModelUnreadable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What models want before and after a change, and what of them could not be read.
///
/// @param languages  how many languages were read and say something
/// @param noHead     why those were left out whose files of the head revision cannot be read
/// @param noBase     why those want nothing before whose files of the base revision cannot be read
record ReadSides(
        DesiredSchema before,
        DesiredSchema after,
        int languages,
        List<ModelUnreadable> noHead,
        List<ModelUnreadable> noBase) {
    ReadSides {
        noHead = List.copyOf(noHead);
        noBase = List.copyOf(noBase);
    }

    static ReadSides nothing() {
        return new ReadSides(DesiredSchema.empty(), DesiredSchema.empty(), 0, List.of(), List.of());
    }

    static ReadSides of(DesiredSchema before, DesiredSchema after) {
        boolean says = !before.catalog().tables().isEmpty()
                || !after.catalog().tables().isEmpty();
        return new ReadSides(before, after, says ? 1 : 0, List.of(), List.of());
    }

    static ReadSides unreadable(ModelUnreadable problem) {
        return new ReadSides(DesiredSchema.empty(), DesiredSchema.empty(), 0, List.of(problem), List.of());
    }

    static ReadSides withoutBase(DesiredSchema after, ModelUnreadable problem) {
        return new ReadSides(DesiredSchema.empty(), after, 1, List.of(), List.of(problem));
    }

    ReadSides and(ReadSides other) {
        return new ReadSides(
                before.and(other.before),
                after.and(other.after),
                languages + other.languages,
                Stream.concat(noHead.stream(), other.noHead.stream()).toList(),
                Stream.concat(noBase.stream(), other.noBase.stream()).toList());
    }

    List<String> notes() {
        Stream<String> head =
                noHead.stream().map(problem -> "Partial: these models were left out: " + problem.explanation());
        Stream<String> base = noBase.stream()
                .map(problem -> "The models of the base revision cannot be read, so only additions were inferred: "
                        + problem.explanation());
        return Stream.of(head, after.notes().stream(), base, uncompared())
                .flatMap(all -> all)
                .toList();
    }

    /// What the change does to things that are not compared, each by name.
    private Stream<String> uncompared() {
        return Stream.concat(before.uncompared().keySet().stream(), after.uncompared().keySet().stream())
                .distinct()
                .sorted()
                .flatMap(name -> {
                    Optional<Uncompared> old =
                            Optional.ofNullable(before.uncompared().get(name));
                    Optional<Uncompared> fresh =
                            Optional.ofNullable(after.uncompared().get(name));
                    if (old.map(Uncompared::text).equals(fresh.map(Uncompared::text)) || !noBase.isEmpty()) {
                        return Stream.empty();
                    }
                    String happened = old.isEmpty() ? "is new" : fresh.isEmpty() ? "is gone" : "is another one";
                    return Stream.of("Not part of the plan: the " + name + " " + happened + " ("
                            + fresh.or(() -> old).orElseThrow().location()
                            + "). It is no part of a table, and only what belongs to tables is compared;"
                            + " bring a migration of your own for it.");
                });
    }
}
