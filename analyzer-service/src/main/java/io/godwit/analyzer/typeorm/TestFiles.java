package io.godwit.analyzer.typeorm;

import java.util.regex.Pattern;

/// Files whose models are not the application's.
final class TestFiles {
    /// A folder `test` counts at the top of the repository or of a package in it: further down it may be a part of the
    /// application that is called so.
    private static final Pattern TEST = Pattern.compile("(^|.*/)(__tests__|__mocks__|e2e|node_modules|dist)/.*"
            + "|((packages|apps|libs)/[^/]+/)?tests?/.*"
            + "|.*[.-](spec|test|e2e-spec)\\.[cm]?[jt]sx?");

    private TestFiles() {}

    static boolean isTest(String path) {
        return TEST.matcher(path).matches();
    }
}
