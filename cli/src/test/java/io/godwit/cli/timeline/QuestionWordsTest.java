package io.godwit.cli.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.Question;
import io.godwit.events.SourceLocation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuestionWordsTest {
    @Test
    void a_question_is_told_with_its_place_what_happens_without_an_answer_and_the_command_that_gives_one() {
        Question question = Question.newBuilder()
                .setId("value:User.it's")
                .setText("Which value do existing rows of User get?")
                .setLocation(SourceLocation.newBuilder()
                        .setFile("schema.prisma")
                        .setLine(7)
                        .build())
                .setChoices(List.of())
                .setWithoutAnswer("the column stays optional")
                .build();

        assertThat(QuestionWords.of(new UUID(0x7dc5_1790_35d2_8df6L, 0), List.of(question)))
                .containsExactly(
                        "question: Which value do existing rows of User get?  (schema.prisma:7)",
                        "  without an answer: the column stays optional",
                        "  godwit answer 7dc51790 --question 'value:User.it'\\''s' --with SQL");
    }
}
