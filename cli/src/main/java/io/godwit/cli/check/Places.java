package io.godwit.cli.check;

/// Turns offsets of a file into lines and columns; asked in rising order.
final class Places {
    private final String file;
    private final String text;
    private int line = 1;
    private int start;

    Places(String file, String text) {
        this.file = file;
        this.text = text;
    }

    Place at(int offset) {
        for (int end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
            line++;
            start = end + 1;
        }
        return new Place(file, line, offset - start + 1);
    }
}
