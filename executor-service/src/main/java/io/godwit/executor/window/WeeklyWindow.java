package io.godwit.executor.window;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A window that opens on days of the week, as `Mon-Fri 22:00-06:00`: a window that ends before it begins ends on the
/// next day, `24:00` is the day's end.
///
/// @param length in minutes
record WeeklyWindow(List<DayOfWeek> days, LocalTime opens, int length) {
    private static final Pattern FORM = Pattern.compile(
            "(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))?\\s+(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAY = 24 * 60;

    WeeklyWindow {
        days = List.copyOf(days);
    }

    /// @throws IllegalArgumentException if it is not one
    static WeeklyWindow parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is no window: write for example Mon-Fri 22:00-06:00");
        }
        int opens = minutes(form.group(3), form.group(4));
        int closes = minutes(form.group(5), form.group(6));
        int length = closes > opens ? closes - opens : closes - opens + DAY;
        return new WeeklyWindow(
                days(form.group(1), form.group(2) == null ? form.group(1) : form.group(2)),
                LocalTime.MIDNIGHT.plusMinutes(opens),
                length);
    }

    private static int minutes(String hours, String minutes) {
        int total = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        if (total > DAY || Integer.parseInt(minutes) > 59) {
            throw new IllegalArgumentException(hours + ":" + minutes + " is no time of a day");
        }
        return total;
    }

    private static List<DayOfWeek> days(String first, String last) {
        List<DayOfWeek> days = new ArrayList<>();
        DayOfWeek day = day(first);
        days.add(day);
        while (day != day(last)) {
            day = day.plus(1);
            days.add(day);
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(NAMES.indexOf(name.toLowerCase(java.util.Locale.ROOT)) + 1);
    }

    boolean isOpen(ZonedDateTime at) {
        return isOpen(at, at.toLocalDate()) || isOpen(at, at.toLocalDate().minusDays(1));
    }

    /// By the clock on the wall, also on a day on which it is changed.
    private boolean isOpen(ZonedDateTime at, LocalDate openedOn) {
        LocalDateTime opening = openedOn.atTime(opens);
        return days.contains(openedOn.getDayOfWeek())
                && !at.isBefore(opening.atZone(at.getZone()))
                && at.isBefore(opening.plusMinutes(length).atZone(at.getZone()));
    }

    /// When it opens next, after a moment at which it is closed.
    ZonedDateTime nextOpening(ZonedDateTime after) {
        ZonedDateTime opening = opening(after);
        while (!days.contains(opening.getDayOfWeek()) || !opening.isAfter(after)) {
            opening = opening(opening.plusDays(1));
        }
        return opening;
    }

    private ZonedDateTime opening(ZonedDateTime day) {
        return day.toLocalDate().atTime(opens).atZone(day.getZone());
    }
}
