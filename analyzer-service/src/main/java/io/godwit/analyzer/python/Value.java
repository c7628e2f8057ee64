package io.godwit.analyzer.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a constant expression comes to.
public sealed interface Value {

    record Text(String text) implements Value {}

    record Whole(BigInteger number) implements Value {
        static Whole of(long number) {
            return new Whole(BigInteger.valueOf(number));
        }
    }

    /// A float or a Decimal.
    record Fraction(BigDecimal number) implements Value {}

    record Truth(boolean isTrue) implements Value {}

    /// `None`.
    record Nothing() implements Value {}

    /// A list, tuple or set.
    record Listed(List<Value> elements) implements Value {
        public Listed {
            elements = List.copyOf(elements);
        }
    }

    record Mapped(Map<Value, Value> entries) implements Value {
        public Mapped {
            entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /// A `timedelta`.
    record Span(long microseconds) implements Value {}

    /// Anything that has a name: a class, a function, something imported.
    record Named(Resolution resolution) implements Value {}

    default Optional<String> asText() {
        return this instanceof Text(String text) ? Optional.of(text) : Optional.empty();
    }

    default Optional<Integer> asInteger() {
        return this instanceof Whole(BigInteger number) && number.bitLength() < 32
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    default Optional<Boolean> asTruth() {
        return switch (this) {
            case Truth(boolean isTrue) -> Optional.of(isTrue);
            case Nothing _ -> Optional.of(false);
            case Whole(BigInteger number) -> Optional.of(number.signum() != 0);
            case Fraction(BigDecimal number) -> Optional.of(number.signum() != 0);
            case Text(String text) -> Optional.of(!text.isEmpty());
            case Listed(List<Value> elements) -> Optional.of(!elements.isEmpty());
            case Mapped(Map<Value, Value> entries) -> Optional.of(!entries.isEmpty());
            case Span(long microseconds) -> Optional.of(microseconds != 0);
            case Named _ -> Optional.empty();
        };
    }
}
