package io.godwit.stack.postgres;

import io.godwit.stack.StackException;
import io.godwit.stack.StackProblem.PlatformUnsupported;
import io.godwit.stack.process.UserCache;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The PostgreSQL programs, unpacked once per machine and version into the [UserCache].
record PostgresPrograms(Path home) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final Pattern JAR = Pattern.compile("/([^/]+)\\.jar!");

    /// Unpacks them where that has not been done yet. Safe to call from several processes at once.
    ///
    /// @throws StackException where there are none for this operating system and processor
    static PostgresPrograms unpacked() {
        String archive = "postgres-%s-%s.txz".formatted(system(), processor());
        URL url = Optional.ofNullable(PostgresPrograms.class.getResource("/" + archive))
                .orElseThrow(() -> new StackException(new PlatformUnsupported(
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        "the class path holds no " + archive
                                + "; Linux (glibc) and macOS on x86-64 and ARM are supported, Windows through WSL")));
        Matcher jar = JAR.matcher(url.toString());
        Path home = UserCache.folder().resolve(jar.find() ? jar.group(1) : archive);
        try {
            if (!Files.isDirectory(home)) {
                unpackAlone(url, home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive + " to " + home, e);
        }
        return new PostgresPrograms(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /// The major version: 14 to 18 are known.
    int version() {
        try {
            Process asked = new ProcessBuilder(program("postgres").toString(), "--version").start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(answer);
            if (!matcher.find()) {
                throw new IOException("its version is not in '" + answer.strip() + "'");
            }
            return Integer.parseInt(matcher.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask " + program("postgres") + " for its version", e);
        }
    }

    /// One at a time: several servers, of one stack or of several, may ask for the programs at once.
    private static synchronized void unpackAlone(URL url, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path lock = home.resolveSibling(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.isDirectory(home)) {
                unpack(url, home);
            }
        }
    }

    private static void unpack(URL url, Path home) throws IOException {
        Path unfinished = Files.createTempDirectory(home.getParent(), home.getFileName() + ".");
        try (InputStream packed = new BufferedInputStream(url.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unfinished);
            }
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean executable = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
    }
}
