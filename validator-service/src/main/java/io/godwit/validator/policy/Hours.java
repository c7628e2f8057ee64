package io.godwit.validator.policy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Days of the week and hours of the day.
///
/// @param from inclusive; the same as `to` for the whole day
/// @param to   exclusive; before `from` if the hours pass midnight
record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    Hours {
        days = Set.copyOf(days);
    }

    /// @param days    `MONDAY-FRIDAY, SUNDAY`; empty for all
    /// @param between `08:00-20:00`; empty for the whole day
    /// @throws IllegalArgumentException if it is neither
    static Hours read(String days, String between) {
        Set<DayOfWeek> wanted = EnumSet.noneOf(DayOfWeek.class);
        for (String part : days.isBlank() ? new String[0] : days.split(",")) {
            String[] ends = part.strip().toUpperCase(Locale.ROOT).split("\\s*-\\s*");
            DayOfWeek last = DayOfWeek.valueOf(ends[ends.length - 1]);
            DayOfWeek day = DayOfWeek.valueOf(ends[0]);
            wanted.add(day);
            while (day != last) {
                day = day.plus(1);
                wanted.add(day);
            }
        }
        String[] ends = between.isBlank() ? new String[] {"00:00", "00:00"} : between.split("-");
        if (ends.length != 2) {
            throw new IllegalArgumentException("'" + between + "' is not like 08:00-20:00");
        }
        return new Hours(
                wanted.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : wanted,
                LocalTime.parse(ends[0].strip()),
                LocalTime.parse(ends[1].strip()));
    }

    boolean contain(LocalDateTime moment) {
        LocalTime time = moment.toLocalTime();
        boolean inside = from.equals(to)
                || (from.isBefore(to)
                        ? !time.isBefore(from) && time.isBefore(to)
                        : !time.isBefore(from) || time.isBefore(to));
        return days.contains(moment.getDayOfWeek()) && inside;
    }
}
