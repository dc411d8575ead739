package io.whypfs.scheduler.buckets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.filecoin.piece.PaddedPieceSize;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.queue.BadScheduleException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketWishTest {

    private final BucketRules rules = new BucketRules(
            new PieceSpace(new PaddedPieceSize(8 << 20)),
            new SealingTerms(25_000, 7_000_000, null, Duration.ofDays(2)),
            6,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofDays(90));

    @Test
    void takesDefaultsForWhatIsLeftOut() throws JsonProcessingException {
        // When
        BucketWish wish = read("{\"user\":7,\"name\":\"mine\"}");

        // Then
        assertThat(wish).isEqualTo(new BucketWish(7, "mine", null, rules.defaults()));
    }

    @Test
    void takesEveryField() throws JsonProcessingException, BadScheduleException {
        // When
        BucketWish wish = read("""
                {"user":7,"name":"mine","maxFiles":10,"thresholdSize":1048576,"schedule":"@daily","maxAge":"PT5M",
                "core":"core-a"}
                """);

        // Then
        assertThat(wish)
                .isEqualTo(new BucketWish(
                        7,
                        "mine",
                        "core-a",
                        new SealingTerms(10, 1_048_576, SealSchedule.parse("@daily"), Duration.ofMinutes(5))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | The field body must be a JSON object with the members user and name.",
                "[] | The field body must be a JSON object with the members user and name.",
                "{\"name\":\"a\"} | The field user must be the number of a user.",
                "{\"user\":0,\"name\":\"a\"} | The field user must be a whole number from 1 to 9007199254740991.",
                "{\"user\":1} | The field name must be a text of 1 to 200 characters.",
                "{\"user\":1,\"name\":\" \"} | The field name must be a text of 1 to 200 characters.",
                "{\"user\":1,\"name\":5} | The field name must be a text that is not empty.",
                "{\"user\":1,\"name\":\"a\",\"maxFiles\":0} | The field maxFiles must be a whole number from 1 to 25000.",
                "{\"user\":1,\"name\":\"a\",\"maxFiles\":25001} | The field maxFiles must be a whole number from 1 to 25000.",
                "{\"user\":1,\"name\":\"a\",\"maxFiles\":1.5} | The field maxFiles must be a whole number from 1 to 25000.",
                "{\"user\":1,\"name\":\"a\",\"thresholdSize\":0} | The field thresholdSize must be a whole number from 1 to 8318976.",
                "{\"user\":1,\"name\":\"a\",\"thresholdSize\":-1} | The field thresholdSize must be a whole number from 1 to 8318976.",
                "{\"user\":1,\"name\":\"a\",\"thresholdSize\":8318977} | The field thresholdSize must be a whole number from 1 to 8318976.",
                "{\"user\":1,\"name\":\"a\",\"thresholdSize\":\"1\"} | The field thresholdSize must be a whole number from 1 to 8318976.",
                "{\"user\":1,\"name\":\"a\",\"maxAge\":\"soon\"} | The field maxAge must be an ISO 8601 duration from PT1S to PT2160H.",
                "{\"user\":1,\"name\":\"a\",\"maxAge\":\"PT0S\"} | The field maxAge must be an ISO 8601 duration from PT1S to PT2160H.",
                "{\"user\":1,\"name\":\"a\",\"maxAge\":\"P91D\"} | The field maxAge must be an ISO 8601 duration from PT1S to PT2160H.",
                "{\"user\":1,\"name\":\"a\",\"colour\":\"red\"} | The field colour must be left out: the members are user, name, maxFiles, thresholdSize, schedule, maxAge, core.",
            })
    void refusesWhatCannotBeWithTheFieldsName(String body, String detail) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(ProblemException.class)
                .hasMessage(detail)
                .extracting(e -> ((ProblemException) e).problem().slug())
                .isEqualTo("bad-input");
    }

    @Test
    void refusesAScheduleThatDoesNotParse() {
        assertThatThrownBy(() -> read("{\"user\":1,\"name\":\"a\",\"schedule\":\"whenever\"}"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("The field schedule: 'whenever' does not parse. " + SealSchedule.FORMS);
    }

    private BucketWish read(String json) throws JsonProcessingException {
        return BucketWish.read(new ObjectMapper().readTree(json), rules);
    }
}
