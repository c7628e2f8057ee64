package io.godwit.cli.story;

import io.godwit.cli.Console;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.GodwitHome;
import io.godwit.cli.local.LocalGodwit;
import io.godwit.cli.local.ProductionDatabase;
import io.godwit.cli.timeline.Words;
import io.godwit.demo.Login;
import io.godwit.demo.ShopDatabase;
import io.godwit.demo.ShopRepository;
import io.godwit.demo.ShopTraffic;
import io.godwit.model.Problem;
import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackAddresses;
import io.godwit.stack.process.Passwords;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;

/// The demo from the empty folder to the last act. Afterwards everything still runs, until closed.
public final class Demo implements AutoCloseable {
    private static final String SHOP = Scene.SHOP.value();

    private final GodwitHome home;
    private final Path folder;
    private final Narrator narrator;
    private final String ownerPassword = Passwords.random();
    private final String applicationPassword = Passwords.random();
    private final Closing closing = new Closing();

    /// @param folder an empty or missing folder for all data
    public Demo(GodwitHome home, Path folder, Console console) {
        this.home = home;
        this.folder = folder;
        this.narrator = new Narrator(console);
    }

    /// Plays the demo.
    ///
    /// @return what should have been seen and was not; empty if all was
    /// @throws Problem ENVIRONMENT if something the demo needs is missing
    public List<String> play() {
        try {
            narrator.chapter("Starting Kafka, a schema registry, PostgreSQL and the six services");
            LocalGodwit godwit = closing.first(LocalGodwit.start(new LocalGodwit.Options(
                    home, folder, List.of(), this::openShop, DemoSettings.ofServices(), narrator::tell)));
            ShopRepository repository =
                    closing.first(ShopRepository.create(folder.resolve("shop"), home.exampleShop()));
            narrator.tell("The shop's code is under git in " + repository.folder() + ".");
            Checklist checklist = new Checklist(narrator);
            try (MigrationFeed feed = new MigrationFeed(godwit.addresses());
                    EventSender sender = new EventSender(godwit.addresses())) {
                Scene scene = new Scene(
                        new ShopProduction(shop(godwit.stack(), ShopDatabase.OWNER, ownerPassword)),
                        closing.traffic(),
                        repository,
                        feed,
                        sender,
                        narrator,
                        checklist);
                SafeChange first = new SafeChange();
                for (Act act : List.of(first, new CaughtOnTheCopy(), new CaughtInProduction(first))) {
                    narrator.chapter(act.title());
                    act.play(scene);
                    if (!checklist.missing().isEmpty()) {
                        // The later acts rest on this one.
                        return checklist.missing();
                    }
                }
            }
            return checklist.missing();
        } catch (IOException | GitAPIException problem) {
            throw Problem.environment("DEMO_FAILED", "The demo cannot go on: " + problem, problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.environment("INTERRUPTED", "The demo was interrupted", interrupted);
        }
    }

    /// The shop opens before the services start, so that there is traffic to capture from the first second on.
    private List<ProductionDatabase> openShop(StackAddresses stack) {
        try {
            DatabaseAddress server = stack.production();
            Login administrator = new Login(server.jdbcUrl("postgres"), server.user(), server.password());
            ShopDatabase.create(administrator, SHOP, ownerPassword, applicationPassword);
            Login owner = shop(stack, ShopDatabase.OWNER, ownerPassword);
            ShopDatabase.fill(owner, home.exampleShop().resolve("app"));
            narrator.tell(
                    "The shop has a database with %s.".formatted(Words.count(ShopDatabase.rowCount(owner), "row")));
            closing.traffic(ShopTraffic.start(shop(stack, ShopDatabase.APPLICATION, applicationPassword)));
            narrator.tell("Customers begin to shop.");
            return List.of(new EmbeddedProduction(stack).letIn(SHOP, ShopDatabase.OWNER, ShopDatabase.APPLICATION));
        } catch (SQLException | IOException problem) {
            throw Problem.environment("SHOP_NOT_OPENED", "Could not make the shop's database: " + problem, problem);
        }
    }

    private static Login shop(StackAddresses stack, String role, String password) {
        return new Login(stack.production().jdbcUrl(SHOP), role, password);
    }

    @Override
    public void close() {
        closing.close();
    }
}
