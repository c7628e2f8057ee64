package io.godwit.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static Headers headers(String parent) {
        return new RecordHeaders().add("traceparent", parent.getBytes(US_ASCII));
    }

    @Test
    void a_trace_is_continued_by_a_span_of_its_own() {
        Headers incoming = headers("00-" + TRACE + "-00f067aa0ba902b7-01").add("tracestate", "a=b".getBytes(US_ASCII));

        TraceContext trace = TraceContext.causedBy(incoming);

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.spanId()).hasSize(16).isNotEqualTo("00f067aa0ba902b7");
        assertThat(trace.headers().lastHeader("traceparent").value())
                .asString(US_ASCII)
                .isEqualTo("00-" + TRACE + "-" + trace.spanId() + "-01");
        assertThat(trace.headers().lastHeader("tracestate").value())
                .asString(US_ASCII)
                .isEqualTo("a=b");
    }

    @Test
    void a_later_version_is_read_as_far_as_it_is_known() {
        assertThat(TraceContext.causedBy(headers("01-" + TRACE + "-00f067aa0ba902b7-00-new"))
                        .traceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void a_header_that_cannot_be_read_begins_a_trace(String parent) {
        TraceContext trace = TraceContext.causedBy(headers(parent));

        assertThat(trace.parent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(trace.traceId()).isNotEqualTo(TRACE);
    }
}
