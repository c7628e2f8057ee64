package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.prisma.Declaration.Argument;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Enumeration;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.analyzer.prisma.Declaration.Settings;
import io.godwit.analyzer.prisma.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the declarations of one schema file: a recursive descent over its tokens.
final class SchemaParser {
    private static final int DEEPEST_NESTING = 100;

    private final String file;
    private final List<Token> tokens;
    private int at;
    private int nesting;

    private SchemaParser(String file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /// @throws ModelUnreadable with line, column and what was expected there
    static List<Declaration> parse(String file, String text) {
        return new SchemaParser(file, Tokens.of(file, text)).declarations();
    }

    private List<Declaration> declarations() {
        List<Declaration> declarations = new ArrayList<>();
        skipLineEnds();
        while (peek().kind() != Kind.FILE_END) {
            declaration().ifPresent(declarations::add);
            skipLineEnds();
        }
        return declarations;
    }

    private Optional<Declaration> declaration() {
        Token keyword = expect(Kind.NAME, "model, enum, type, view, datasource or generator");
        String name = expect(Kind.NAME, "a name after " + keyword.text()).text();
        if (keyword.text().equals("type") && peek().is("=")) {
            while (peek().kind() != Kind.LINE_END) {
                at++;
            }
            return Optional.empty();
        }
        Declaration read = switch (keyword.text()) {
            case "model" -> model(keyword, Model.Kind.MODEL, name);
            case "view" -> model(keyword, Model.Kind.VIEW, name);
            case "type" -> model(keyword, Model.Kind.COMPOSITE_TYPE, name);
            case "enum" -> enumeration(keyword, name);
            case "datasource", "generator" -> settings(keyword, name);
            default -> throw expected(keyword, "model, enum, type, view, datasource or generator");
        };
        return Optional.of(read);
    }

    private Model model(Token keyword, Model.Kind kind, String name) {
        List<Field> fields = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        body(() -> {
            if (peek().is("@@")) {
                attributes.add(attribute());
            } else {
                fields.add(field());
            }
        });
        return new Model(file, keyword.line(), kind, name, fields, attributes);
    }

    private Enumeration enumeration(Token keyword, String name) {
        List<Enumeration.Value> values = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        body(() -> {
            if (peek().is("@@")) {
                attributes.add(attribute());
            } else {
                Token value = expect(Kind.NAME, "an enum value or }");
                values.add(new Enumeration.Value(value.text(), value.line(), attributes()));
            }
        });
        return new Enumeration(file, keyword.line(), name, values, attributes);
    }

    private Settings settings(Token keyword, String name) {
        List<Argument> entries = new ArrayList<>();
        body(() -> {
            String key = expect(Kind.NAME, "a setting's name or }").text();
            expect("=");
            entries.add(new Argument(Optional.of(key), expression()));
        });
        return new Settings(file, keyword.line(), keyword.text(), name, entries);
    }

    private void body(Runnable line) {
        expect("{");
        skipLineEnds();
        while (!peek().is("}")) {
            line.run();
            if (!peek().is("}")) {
                expect(Kind.LINE_END, "the end of the line");
                skipLineEnds();
            }
        }
        expect("}");
    }

    private Field field() {
        Token name = expect(Kind.NAME, "a field, an attribute or }");
        if (peek().is(":")) {
            at++;
        }
        String type = expect(Kind.NAME, "the type of the field " + name.text()).text();
        Optional<String> foreign = Optional.empty();
        if (type.equals("Unsupported") && peek().is("(")) {
            expect("(");
            foreign = Optional.of(
                    expect(Kind.STRING, "the database's type in quotes").text());
            expect(")");
        }
        Field.Arity arity = Field.Arity.REQUIRED;
        if (peek().is("[")) {
            at++;
            expect("]");
            arity = Field.Arity.LIST;
        }
        if (peek().is("?") || peek().is("!")) {
            arity = peek().is("?") && arity == Field.Arity.REQUIRED ? Field.Arity.OPTIONAL : arity;
            at++;
        }
        return new Field(name.text(), type, foreign, arity, attributes(), name.line());
    }

    private List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        while (peek().is("@")) {
            attributes.add(attribute());
        }
        return attributes;
    }

    private Attribute attribute() {
        Token sign = tokens.get(at++);
        StringBuilder name =
                new StringBuilder(expect(Kind.NAME, "an attribute's name").text());
        while (peek().is(".")) {
            at++;
            name.append('.').append(expect(Kind.NAME, "a name after the dot").text());
        }
        List<Argument> arguments = peek().is("(") ? arguments("(", ")") : List.of();
        return new Attribute(name.toString(), arguments, sign.line(), sign.column());
    }

    private List<Argument> arguments(String open, String close) {
        expect(open);
        List<Argument> arguments = new ArrayList<>();
        skipLineEnds();
        while (!peek().is(close)) {
            Optional<String> name = Optional.empty();
            if (peek().kind() == Kind.NAME && tokens.get(at + 1).is(":")) {
                name = Optional.of(peek().text());
                at += 2;
                skipLineEnds();
            }
            arguments.add(new Argument(name, expression()));
            skipLineEnds();
            if (!peek().is(close)) {
                expect(",", "',' or '" + close + "'");
                skipLineEnds();
            }
        }
        expect(close);
        return arguments;
    }

    private Expression expression() {
        if (++nesting > DEEPEST_NESTING) {
            throw expected(peek(), "at most " + DEEPEST_NESTING + " levels of nesting");
        }
        try {
            return nestedExpression();
        } finally {
            nesting--;
        }
    }

    private Expression nestedExpression() {
        Token token = peek();
        if (token.is("[")) {
            return new Expression.Listed(
                    arguments("[", "]").stream().map(Argument::value).toList());
        }
        if (token.is("{")) {
            return new Expression.Mapped(arguments("{", "}"));
        }
        at++;
        return switch (token.kind()) {
            case STRING -> new Expression.Text(token.text());
            case NUMBER -> new Expression.Number(token.text());
            case NAME -> wordOrCall(token.text());
            case PUNCTUATION, LINE_END, FILE_END -> throw expected(token, "a value");
        };
    }

    private Expression wordOrCall(String first) {
        StringBuilder name = new StringBuilder(first);
        while (peek().is(".")) {
            at++;
            name.append('.').append(expect(Kind.NAME, "a name after the dot").text());
        }
        return peek().is("(")
                ? new Expression.Call(name.toString(), arguments("(", ")"))
                : new Expression.Word(name.toString());
    }

    private Token peek() {
        return tokens.get(at);
    }

    private void skipLineEnds() {
        while (peek().kind() == Kind.LINE_END) {
            at++;
        }
    }

    private void expect(String punctuation) {
        expect(punctuation, "'" + punctuation + "'");
    }

    private void expect(String punctuation, String what) {
        if (!peek().is(punctuation)) {
            throw expected(peek(), what);
        }
        at++;
    }

    private Token expect(Kind kind, String what) {
        Token token = peek();
        if (token.kind() != kind) {
            throw expected(token, what);
        }
        at++;
        return token;
    }

    private ModelUnreadable expected(Token found, String what) {
        return ModelUnreadable.expected(file, found.line(), found.column(), what + ", found " + found.described());
    }
}
