package io.godwit.benchmarks;

import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.LocalGodwit;
import io.godwit.cli.local.ProductionDatabase;
import io.godwit.demo.Login;
import io.godwit.demo.ShopDatabase;
import io.godwit.demo.ShopTraffic;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackAddresses;
import io.godwit.stack.process.Passwords;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demo's shop, open for customers, and Godwit set as the demo sets it, until closed.
final class Shop implements AutoCloseable {
    static final DatabaseName DATABASE = new DatabaseName("shop");

    private final Path code;
    private Optional<ShopTraffic> customers = Optional.empty();
    private Optional<LocalGodwit> godwit = Optional.empty();

    /// @param code the folder of the shop's code, which has its tables
    private Shop(Path code) {
        this.code = code;
    }

    static Shop open(Benchmark.Place place) {
        Shop shop = new Shop(place.home().exampleShop().resolve("app"));
        try {
            shop.godwit = Optional.of(LocalGodwit.start(new LocalGodwit.Options(
                    place.home(), place.folder(), List.of(), shop::fill, settings(), place.say())));
            return shop;
        } catch (RuntimeException problem) {
            shop.close();
            throw problem;
        }
    }

    LocalGodwit godwit() {
        return godwit.orElseThrow();
    }

    /// As in the demo; only that nothing is rolled back, so that each round starts from the one before.
    private static Map<String, Map<String, String>> settings() {
        return Map.of(
                "capture", Map.of("capture.roles", ShopDatabase.APPLICATION),
                "shadow-tester", Map.of("shadow.measure.budget", "2s"),
                "executor", Map.of("executor.autonomy", "guarded", "executor.quiet", "1s"),
                "monitor", Map.of("monitor.interval", "1s", "monitor.automatic.rollback", "false"));
    }

    private List<ProductionDatabase> fill(StackAddresses stack) {
        String name = DATABASE.value();
        String ownerPassword = Passwords.random();
        String applicationPassword = Passwords.random();
        DatabaseAddress server = stack.production();
        try {
            ShopDatabase.create(
                    new Login(server.jdbcUrl("postgres"), server.user(), server.password()),
                    name,
                    ownerPassword,
                    applicationPassword);
            ShopDatabase.fill(new Login(server.jdbcUrl(name), ShopDatabase.OWNER, ownerPassword), code);
        } catch (SQLException | IOException problem) {
            throw Problem.environment("SHOP_NOT_OPENED", "Could not make the shop's database: " + problem, problem);
        }
        customers = Optional.of(
                ShopTraffic.start(new Login(server.jdbcUrl(name), ShopDatabase.APPLICATION, applicationPassword)));
        return List.of(new EmbeddedProduction(stack).letIn(name, ShopDatabase.OWNER, ShopDatabase.APPLICATION));
    }

    @Override
    public void close() {
        customers.ifPresent(ShopTraffic::close);
        godwit.ifPresent(LocalGodwit::close);
    }
}
