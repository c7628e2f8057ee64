package io.godwit.analyzer.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceParserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.ts   | class Shop {}                    | class_declaration    | Shop
            a.tsx  | const Shop = <b>hi</b>           | variable_declarator  | Shop
            a.js   | function shop() {}               | function_declaration | shop
            a.py   | class Shop: pass                 | class_definition     | Shop
            a.java | class Shop {}                    | class_declaration    | Shop
            a.go   | package p; func shop() {}        | function_declaration | shop
            a.rb   | class Shop; end                  | class                | Shop
            """)
    void every_grammar_names_what_is_declared(String path, String text, String kind, String name) {
        SyntaxNode file = parse(path, text);
        assertThat(file.hasError()).isFalse();
        assertThat(file.descendants(kind))
                .singleElement()
                .satisfies(node ->
                        assertThat(node.child("name").orElseThrow().text()).isEqualTo(name));
    }

    @Test
    void kotlin_is_read_though_its_grammar_has_no_fields() {
        SyntaxNode file = parse("a.kt", "class Shop(val name: String)");
        assertThat(file.hasError()).isFalse();
        assertThat(file.descendants("type_identifier").getFirst().text()).isEqualTo("Shop");
    }

    @Test
    void places_count_characters_whatever_they_take_in_bytes() {
        SyntaxNode file = parse("a.ts", "// \uD83D\uDE00\nconst größe = 'ü'; let b = 1");
        SyntaxNode second = file.descendants("variable_declarator").get(1);
        assertThat(second.child("name").orElseThrow().text()).isEqualTo("b");
        assertThat(second.line()).isEqualTo(2);
        assertThat(second.column()).isEqualTo(24);
        assertThat(file.descendants("variable_declarator").getFirst().text()).isEqualTo("größe = 'ü'");
    }

    @Test
    void broken_text_gives_a_tree_that_says_where() {
        SyntaxNode file = parse("a.ts", "class A { x = 1 }\nclass { { ) = \nclass B { y = 2 }");
        assertThat(file.hasError()).isTrue();
        assertThat(file.descendants("class_declaration").getFirst().hasError()).isFalse();
        assertThat(file.descendants().filter(SyntaxNode::isError).toList()).isNotEmpty();
    }

    @Test
    void nesting_too_deep_to_walk_is_cut_and_said_to_be_an_error() {
        SyntaxNode file = parse("a.ts", "let a = " + "[".repeat(1_500) + "]".repeat(1_500) + "; let b = 1");
        assertThat(file.hasError()).isTrue();
        assertThat(depth(file)).isEqualTo(SourceParser.DEEPEST_NESTING);
        assertThat(file.descendants("variable_declarator"))
                .last()
                .extracting(SyntaxNode::hasError)
                .isEqualTo(false);
    }

    @Test
    void a_file_that_is_too_large_is_refused_by_name() {
        assertThatThrownBy(() -> parse("big.ts", "x".repeat(SourceParser.LARGEST_FILE + 1)))
                .isInstanceOf(ModelUnreadable.class)
                .hasMessageContaining("big.ts")
                .hasMessageContaining("1048577 bytes");
    }

    @Test
    void what_nobody_wrote_is_refused_before_it_costs_time() {
        assertThatThrownBy(() -> parse("deep.ts", "let a = " + "{[(".repeat(100_000)))
                .isInstanceOf(ModelUnreadable.class)
                .hasMessageContaining("deep.ts")
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> parse("picture.ts", "\u0089PNG\0\0"))
                .isInstanceOf(ModelUnreadable.class)
                .hasMessageContaining("null characters");
    }

    @Test
    void bytes_that_are_no_text_at_all_are_borne() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        StringBuilder noise = new StringBuilder();
        IntStream.range(0, 2_000).forEach(_ -> noise.append((char) random.nextInt(1, 0x300)));
        for (Grammar grammar : Grammar.values()) {
            SyntaxNode file = SourceParser.treeSitter().parse(grammar, new SourceFile("noise", noise.toString()));
            assertThat(file.start()).isNotNegative();
        }
    }

    @Test
    void threads_parse_side_by_side() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SyntaxNode>> files = IntStream.range(0, 50)
                    .mapToObj(n -> threads.submit(() -> parse(n % 2 == 0 ? "a.py" : "a.ts", "class A" + n + " {}")))
                    .toList();
            for (int n = 1; n < files.size(); n += 2) {
                assertThat(files.get(n)
                                .get()
                                .descendants("class_declaration")
                                .getFirst()
                                .child("name")
                                .orElseThrow()
                                .text())
                        .isEqualTo("A" + n);
            }
        }
    }

    private static int depth(SyntaxNode node) {
        return node.children().stream()
                .mapToInt(child -> depth(child) + 1)
                .max()
                .orElse(0);
    }

    private static SyntaxNode parse(String path, String text) {
        return SourceParser.treeSitter().parse(Grammar.ofPath(path).orElseThrow(), new SourceFile(path, text));
    }
}
