package io.godwit.cli.diff;

import io.godwit.model.Problem;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many pairs of schemas, a JSON line each: `{id, from, to, fill?, rename?}` in, `{id, sql, rollback, findings, error}`
/// out.
/// What goes
/// wrong with one is said in its line.
public final class DiffCases {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DiffPlanning planning;

    public DiffCases(DiffPlanning planning) {
        this.planning = planning;
    }

    /// @param file a path; one that ends in `.gz` is unpacked, `-` is standard input
    /// @return how many answers name an error
    /// @throws Problem USER if there is no such file
    public int run(String file, Consumer<String> answers) throws IOException {
        int errors = 0;
        int number = 0;
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    Map<String, @Nullable Object> answer = answer(line, number);
                    errors += answer.get("error") == null ? 0 : 1;
                    answers.accept(JSON.writeValueAsString(answer));
                }
            }
        }
        return errors;
    }

    private Map<String, @Nullable Object> answer(String line, int number) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", "line " + number);
        try {
            JsonNode read = JSON.readTree(line);
            answer.put("id", read.path("id").asString("line " + number));
            if (!read.path("from").isString() || !read.path("to").isString()) {
                answer.putAll(DiffJson.failed("The line has no texts 'from' and 'to'."));
            } else {
                answer.putAll(DiffJson.brief(planning.between(
                        read.path("from").asString(),
                        read.path("to").asString(),
                        new Given(texts(read.path("fill")), texts(read.path("rename"))))));
            }
        } catch (JacksonException problem) {
            answer.putAll(DiffJson.failed("Line " + number + " is not JSON: " + problem.getOriginalMessage()));
        } catch (SQLException | RuntimeException problem) {
            answer.putAll(DiffJson.failed(String.valueOf(problem.getMessage())));
        } catch (StackOverflowError problem) {
            answer.putAll(DiffJson.failed("The schemas are nested too deeply to be read."));
        }
        return answer;
    }

    private static Map<String, String> texts(JsonNode given) {
        Map<String, String> texts = new LinkedHashMap<>();
        given.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
        return texts;
    }

    private static BufferedReader open(String file) throws IOException {
        if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
            throw Problem.user("NO_SUCH_FILE", "--cases " + file + ": there is no such file.");
        }
        InputStream bytes =
                file.equals("-") ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(Path.of(file));
        InputStream text = file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }
}
