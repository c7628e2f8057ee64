package io.godwit.model.planning;

import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// Something the planner cannot know.
///
/// @param id            names the question inside its migration, the same for the same change
/// @param text          what is asked
/// @param object        the table or type it is about
/// @param part          its column; empty if the whole object
/// @param choices       answers that can be given; empty if the answer is free text
/// @param withoutAnswer what the plan does without an answer
public record OpenQuestion(
        String id, String text, ObjectName object, String part, List<String> choices, String withoutAnswer) {
    public OpenQuestion {
        choices = List.copyOf(choices);
    }
}
