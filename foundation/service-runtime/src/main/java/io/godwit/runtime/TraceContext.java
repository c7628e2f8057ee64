package io.godwit.runtime;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Where a piece of work stands in a distributed trace, carried in the record headers `traceparent` and `tracestate`.
/// <https://www.w3.org/TR/trace-context/>
///
/// @param traceId 32 lower-case hexadecimal digits, the same from the code change to the regression
/// @param spanId  16 lower-case hexadecimal digits, this piece of work
/// @param flags   two hexadecimal digits, passed on
/// @param state   what tracing vendors added, passed on; empty if nothing
public record TraceContext(String traceId, String spanId, String flags, String state) {
    /// The name of the trace id in a log line.
    public static final String TRACE_ID = "traceId";

    static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /// A trace that begins here.
    public static TraceContext begun() {
        return new TraceContext(digits(16), digits(8), "01", "");
    }

    /// The trace of what this thread is handling, or one that begins here.
    public static TraceContext current() {
        return CURRENT.isBound() ? CURRENT.get() : begun();
    }

    /// A piece of work caused by the record with these headers; begins a trace if they carry none that can be read.
    static TraceContext causedBy(Headers headers) {
        return text(headers, PARENT)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(parent -> new TraceContext(
                        parent.group(1),
                        digits(8),
                        parent.group(3),
                        text(headers, STATE).orElse("")))
                .orElseGet(TraceContext::begun);
    }

    /// The `traceparent` header's value.
    public String parent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    /// The headers that let a record continue this trace.
    Headers headers() {
        Headers headers = new RecordHeaders().add(PARENT, parent().getBytes(StandardCharsets.US_ASCII));
        return state.isEmpty() ? headers : headers.add(STATE, state.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.US_ASCII));
    }

    /// Random and not all zero, as the recommendation asks.
    private static String digits(int bytes) {
        byte[] random = new byte[bytes];
        RandomGenerator.getDefault().nextBytes(random);
        random[0] |= 1;
        return HexFormat.of().formatHex(random);
    }
}
