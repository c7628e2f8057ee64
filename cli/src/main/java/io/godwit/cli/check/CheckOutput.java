package io.godwit.cli.check;

import java.util.Optional;

/// Forms of a report.
public enum CheckOutput {
    TEXT,
    JSON,
    SARIF,
    GITHUB,
    MARKDOWN;

    String of(CheckReport report) {
        return switch (this) {
            case TEXT -> report.text();
            case JSON -> report.json();
            case SARIF ->
                new SarifReport(report.findings(), Optional.ofNullable(System.getenv(SarifReport.DOCS))).text();
            case GITHUB -> report.github();
            case MARKDOWN -> report.markdown();
        };
    }
}
