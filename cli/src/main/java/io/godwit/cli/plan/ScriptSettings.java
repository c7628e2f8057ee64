package io.godwit.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings in a script. A step says with `SET LOCAL` what holds for it alone; in a script, which is one session and
/// may be one transaction or none, the same is said by `SET` before and `RESET` after the statements it holds for.
final class ScriptSettings {
    private static final Pattern LOCAL = Pattern.compile("(?is)SET LOCAL (?<name>[\\w.]+) = (?<value>.+)");

    private ScriptSettings() {}

    static List<String> ofSession(List<String> statements) {
        List<String> script = new ArrayList<>();
        Map<String, String> wanted = new TreeMap<>();
        Map<String, String> current = new TreeMap<>();
        for (String statement : statements) {
            Matcher local = LOCAL.matcher(statement.strip());
            if (local.matches()) {
                wanted.put(local.group("name"), local.group("value"));
            } else {
                change(current, wanted, script);
                script.add(statement);
                wanted.clear();
            }
        }
        change(current, Map.of(), script);
        return script;
    }

    private static void change(Map<String, String> current, Map<String, String> wanted, List<String> script) {
        current.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .map(name -> "RESET " + name)
                .forEach(script::add);
        wanted.forEach((name, value) -> {
            if (!value.equals(current.get(name))) {
                script.add("SET " + name + " = " + value);
            }
        });
        current.clear();
        current.putAll(wanted);
    }
}
