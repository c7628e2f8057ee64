package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Script;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.ClassReference;
import io.godwit.analyzer.typeorm.script.Value.Instance;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The list `entities` of one data source: classes, schemas, and patterns of files.
///
/// @param isFollowed whether all of it is known; else it registers what it does not name, too
/// @param named      what classes and schemas stand in it
/// @param files      patterns of the paths of files all of whose entities are registered
record EntityList(SourceLocation location, boolean isFollowed, Set<Value> named, List<Pattern> files) {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"|`([^`]*)`");

    /// Folders that a compiler puts between a package and its files, or a program between itself and them.
    private static final String OUTPUT = "^(\\.{0,2}/|(src|dist|build|lib|out)/)*";

    private static final String EXTENSION = "\\.?(\\{[^}]*}|\\([^)]*\\)|\\[[^]]*]s|\\*|[cm]?[jt]sx?)$";

    static EntityList of(DataSourceOptions options, SyntaxNode list, Evaluation evaluation) {
        Script script = options.script();
        Set<Value> named = new LinkedHashSet<>();
        List<Pattern> files = new ArrayList<>();
        boolean followed = !options.truth("autoLoadEntities");
        if (list.is("array")) {
            for (SyntaxNode item : Evaluation.expressionsOf(list)) {
                SyntaxNode inner = item.is("spread_element")
                        ? Evaluation.expressionsOf(item).getFirst()
                        : item;
                Value value = evaluation.of(script, inner);
                followed &= value instanceof Items(List<Value> many) && item.is("spread_element")
                        ? many.stream().allMatch(one -> take(one, named, files))
                        : take(value, named, files)
                                || pattern(written(inner)).map(files::add).orElse(false);
            }
        } else {
            followed &= evaluation.of(script, list) instanceof Items(List<Value> items)
                    && items.stream().allMatch(item -> take(item, named, files));
        }
        return new EntityList(list.location(), followed, named, files);
    }

    private static boolean take(Value item, Set<Value> named, List<Pattern> files) {
        return switch (item) {
            case ClassReference _, Instance _ -> named.add(item) || true;
            case Value.Text(String text) -> pattern(text).map(files::add).orElse(false);
            case Value _ -> false;
        };
    }

    /// What is written of a path that begins with `__dirname` or the like.
    private static String written(SyntaxNode path) {
        List<String> pieces = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(path.text());
        while (quoted.find()) {
            String piece = quoted.group().substring(1, quoted.group().length() - 1);
            pieces.add(piece.replaceAll("\\$\\{[^}]*}", ""));
        }
        return String.join("/", pieces);
    }

    /// Empty for what may not be a pattern of files, and for a file that exports what others declare.
    private static Optional<Pattern> pattern(String glob) {
        String bare = glob.replace('\\', '/').replaceFirst(OUTPUT, "").replaceFirst(EXTENSION, "");
        if (bare.isEmpty() || bare.endsWith("index") || !bare.matches("[\\w@.*?/(){},|+-]+")) {
            return Optional.empty();
        }
        StringBuilder pattern = new StringBuilder("(.*/)?");
        for (int at = 0; at < bare.length(); at++) {
            char next = bare.charAt(at);
            if (bare.startsWith("**/", at)) {
                pattern.append("(.*/)?");
                at += 2;
            } else if (bare.startsWith("**", at)) {
                pattern.append(".*");
                at++;
            } else {
                pattern.append(
                        switch (next) {
                            case '*', '+' -> "[^/]*";
                            case '?' -> "[^/]";
                            case '{' -> "(";
                            case '}' -> ")";
                            case ',' -> "|";
                            case '(', ')', '|' -> String.valueOf(next);
                            default -> Pattern.quote(String.valueOf(next));
                        });
            }
        }
        try {
            return Optional.of(Pattern.compile(pattern + "\\.[cm]?[jt]sx?"));
        } catch (java.util.regex.PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    boolean registers(Definition entity) {
        return files.stream()
                        .anyMatch(pattern ->
                                pattern.matcher(entity.location().file()).matches())
                || named.stream().anyMatch(value -> means(value, entity));
    }

    private static boolean means(Value value, Definition entity) {
        return switch (value) {
            case ClassReference(var declaration) ->
                entity.declaration().filter(declaration::equals).isPresent();
            case Instance(Value _, List<Value> arguments) ->
                arguments.stream()
                        .findFirst()
                        .flatMap(options -> options.get("name").asText())
                        .filter(entity.name()::equals)
                        .isPresent();
            case Value _ -> false;
        };
    }
}
