package io.godwit.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/// Where the command speaks: data to standard output, words for people to standard error.
///
/// @param out for data that another program may read
/// @param err for people
/// @param ansi whether colours and bold type are shown
public record Console(PrintWriter out, PrintWriter err, Ansi ansi) {
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]");

    /// Colours only if standard error is a terminal and NO_COLOR is not set (no-color.org).
    public static Console ofProcess(PrintWriter out, PrintWriter err) {
        boolean colour = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
        return new Console(out, err, colour ? Ansi.ON : Ansi.OFF);
    }

    /// A line of data.
    public void data(String line) {
        out.println(line);
        out.flush();
    }

    /// Whether someone still reads standard output; false once a pipe's other end is closed.
    public boolean isHeard() {
        return !out.checkError();
    }

    /// A line for people. Marked-up parts (`@|bold text|@`) are shown as such where the terminal can.
    public synchronized void say(String line) {
        err.println(ansi.string(visible(line)));
        err.flush();
    }

    /// A line for people in which nothing is mark-up: text from elsewhere.
    public synchronized void sayPlain(String line) {
        err.println(visible(line));
        err.flush();
    }

    /// A line for people that is styled already.
    public synchronized void sayStyled(String line) {
        err.println(line);
        err.flush();
    }

    /// Without what would steer a terminal: text from elsewhere may hold anything.
    public static String visible(String line) {
        return STEERING.matcher(line).replaceAll("\uFFFD");
    }
}
