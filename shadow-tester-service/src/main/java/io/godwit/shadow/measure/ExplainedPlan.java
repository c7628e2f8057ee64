package io.godwit.shadow.measure;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What EXPLAIN (ANALYZE, BUFFERS) says of one execution. Unlike time, it hardly varies between equal databases.
///
/// @param shape   the planner's choice: node types with their tables and indexes
/// @param buffers pages of shared memory hit or read
record ExplainedPlan(String shape, long buffers) {
    private static final JsonMapper JSON = new JsonMapper();

    static ExplainedPlan parse(String json) {
        JsonNode root = JSON.readTree(json).path(0).path("Plan");
        return new ExplainedPlan(
                shape(root),
                root.path("Shared Hit Blocks").asLong(0)
                        + root.path("Shared Read Blocks").asLong(0));
    }

    private static String shape(JsonNode node) {
        StringBuilder text = new StringBuilder(node.path("Node Type").asString(""));
        String index = node.path("Index Name").asString("");
        if (!index.isEmpty()) {
            text.append(" using ").append(index);
        }
        String relation = node.path("Relation Name").asString("");
        if (!relation.isEmpty()) {
            text.append(" on ").append(relation);
        }
        List<String> children = new ArrayList<>();
        for (JsonNode child : node.path("Plans")) {
            children.add(shape(child));
        }
        return children.isEmpty() ? text.toString() : text + " (" + String.join(", ", children) + ")";
    }
}
