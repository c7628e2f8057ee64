package io.godwit.cli.check;

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
            case SARIF -> report.sarif();
            case GITHUB -> report.github();
            case MARKDOWN -> report.markdown();
        };
    }
}
