package io.godwit.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContextTest {
    @Test
    void models_go_along_with_what_they_import_and_nothing_else_does() {
        Context context = new Context(Map.of(
                "src/bird/bird.entity.ts", "import { Size } from '../size';\n@Entity()\nexport class Bird {}",
                "src/tree/tree.entity.ts",
                        "import { Leaf } from './leaf';\nimport { Base } from 'src/base';\n@Entity()\nclass Tree {}",
                "src/size/index.ts", "export enum Size { BIG }",
                "src/tree/leaf.ts", "export type Leaf = string;",
                "src/base.ts", "export abstract class Base {}",
                "src/main.ts", "listen(80);",
                "package.json", "{}"));

        assertThat(context.of(Set.of("src/bird/bird.entity.ts")))
                .containsExactlyInAnyOrder(
                        "src/tree/tree.entity.ts",
                        "src/size/index.ts",
                        "src/tree/leaf.ts",
                        "src/base.ts",
                        "package.json");
    }

    @Test
    void python_modules_are_found_by_their_names() {
        Context context = new Context(Map.of(
                "shop/orders/models.py",
                        "from shop.fields import Money\nfrom .states import State\nclass Order(models.Model): ...",
                "shop/orders/states.py", "class State: ...",
                "shop/fields.py", "class Money: ...",
                "shop/views.py", "def view(): ..."));

        assertThat(context.of(Set.of("shop/orders/models.py")))
                .containsExactlyInAnyOrder("shop/orders/states.py", "shop/fields.py");
    }

    @Test
    void files_that_import_each_other_are_taken_once() {
        Context context = new Context(Map.of("a.ts", "import './b'; @Entity()", "b.ts", "import './a';"));

        assertThat(context.of(Set.of())).containsExactlyInAnyOrder("a.ts", "b.ts");
    }
}
