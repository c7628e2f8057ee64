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

    @Test
    void java_entities_go_along_with_enums_constants_and_converters() {
        Context context = new Context(Map.of(
                "src/main/java/app/Car.java",
                        "package app;\nimport app.types.Paint;\nimport static app.Lengths.NAME;\nimport other.wide.*;\n"
                                + "@Entity class Car { Color color; Paint paint; @Column(length = NAME) String n; Wide w; }",
                "src/main/java/app/Color.java", "package app;\nenum Color { RED }",
                "src/main/java/app/types/Paint.java", "package app.types;\nclass Paint extends Coat {}",
                "src/main/java/app/types/Coat.java", "package app.types;\nclass Coat {}",
                "src/main/java/app/Lengths.java", "package app;\nclass Lengths { static int NAME = Base.SHORT; }",
                "src/main/java/app/Base.java", "package app;\nclass Base { static int SHORT = 3; }",
                "lib/other/wide/Wide.java", "package other.wide;\nenum Wide {}",
                "src/main/java/app/CarService.java", "package app;\nclass CarService { Car car; Shop shop; }",
                "src/main/java/app/Shop.java", "package app;\nclass Shop {}"));

        assertThat(context.of(Set.of("src/main/java/app/CarService.java")))
                .containsExactlyInAnyOrder(
                        "src/main/java/app/Car.java",
                        "src/main/java/app/Color.java",
                        "src/main/java/app/types/Paint.java",
                        "src/main/java/app/types/Coat.java",
                        "src/main/java/app/Lengths.java",
                        "src/main/java/app/Base.java",
                        "lib/other/wide/Wide.java");
    }

    @Test
    void all_migrations_of_django_go_along_since_each_builds_on_those_before() {
        Context context = new Context(Map.of(
                "shop/migrations/0001_initial.py", "from django.db import migrations, models\nmodels.CharField()",
                "shop/migrations/0002_options.py",
                        "from django.db import migrations\nclass Migration(migrations.Migration): ...",
                "shop/migrations/0003_name.py", "from django.db import migrations, models"));

        assertThat(context.of(Set.of("shop/migrations/0003_name.py")))
                .containsExactlyInAnyOrder("shop/migrations/0001_initial.py", "shop/migrations/0002_options.py");
    }

    @Test
    void python_names_modules_in_several_ways() {
        Context context = new Context(Map.of(
                "backend/app/shop/models/order.py",
                        "import shop.types\nfrom . import states\nfrom ..fields import (\n    Money,\n)\n"
                                + "class Order(Base):\n    __tablename__ = 'orders'",
                "backend/app/shop/types.py", "class Paint: ...",
                "backend/app/shop/models/states.py", "class State: ...",
                "backend/app/shop/fields.py", "class Money: ...",
                "backend/app/shop/models/user.py", "class User(Base):\n    __tablename__ = 'users'",
                "backend/other/shop/types.py", "class Other: ..."));

        assertThat(context.of(Set.of("backend/app/shop/models/order.py")))
                .containsExactlyInAnyOrder(
                        "backend/app/shop/types.py",
                        "backend/app/shop/models/states.py",
                        "backend/app/shop/fields.py",
                        "backend/app/shop/models/user.py");
    }

    @Test
    void the_other_files_of_a_schema_in_sql_go_along() {
        Context context = new Context(Map.of("db/schemas/a.sql", "", "db/schemas/b.sql", "", "db/seed.sql", ""));

        assertThat(context.of(Set.of("db/schemas/a.sql"))).containsExactly("db/schemas/b.sql");
    }
}
