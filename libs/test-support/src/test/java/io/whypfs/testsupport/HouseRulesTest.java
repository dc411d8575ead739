package io.whypfs.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows on a small bad house that each rule fails where it should, and on a good one that it does not elsewhere. */
class HouseRulesTest {

    private static final String BAD = "io.whypfs.testsupport.fixtures.bad";
    private static final String GOOD = "io.whypfs.testsupport.fixtures.good";
    private static final JavaClasses BAD_HOUSE = new ClassFileImporter().importPackages(BAD);
    private static final JavaClasses GOOD_HOUSE = new ClassFileImporter().importPackages(GOOD);

    private final HouseRules bad = new HouseRules(BAD);

    @Test
    void aLibraryMayNotNeedAContainer() {
        assertThat(violations(bad.librariesArePlainJava()))
                .singleElement()
                .asString()
                .contains(BAD + ".multiformats.InjectedCodec", "jakarta.inject.Singleton");
    }

    @Test
    void aLibraryMayNotLookUpAndAServiceMayNotKnowAnother() {
        assertThat(violations(bad.roomsKnowOnlyWhatTheyMay()))
                .anySatisfy(line -> assertThat(line).contains(BAD + ".ipld.Reader", BAD + ".core.Store"))
                .anySatisfy(line -> assertThat(line).contains(BAD + ".auth.AccountReader", BAD + ".api.Answer"))
                .allSatisfy(line -> assertThat(line).containsAnyOf(BAD + ".ipld.Reader", BAD + ".auth.AccountReader"));
    }

    @Test
    void sqlMayNotStandOutsideARepository() {
        assertThat(violations(bad.sqlStaysInRepositories()))
                .singleElement()
                .asString()
                .contains(BAD + ".scheduler.ContentTaker holds SQL: SELECT c.id FROM ");
    }

    @Test
    void timeMayNotComeFromTheSystem() {
        assertThat(violations(bad.timeComesFromAClock()))
                .singleElement()
                .asString()
                .contains(BAD + ".deals.DealManager.now()", "java.time.Instant.now()");
    }

    @Test
    void aNameMayNotSayNothing() {
        assertThat(violations(bad.namesSayWhatTheThingIs()))
                .singleElement()
                .asString()
                .contains(BAD + ".deals.DealManager");
    }

    @Test
    void aPackageMayNotGoUnmarked() {
        assertThat(violations(bad.packagesAreNullMarked()))
                .singleElement()
                .asString()
                .contains(BAD + ".proxifier.Door");
    }

    static List<ArchRule> goodRules() {
        return new HouseRules(GOOD).all();
    }

    @ParameterizedTest
    @MethodSource("goodRules")
    void aGoodHouseKeepsTheRule(ArchRule rule) {
        rule.check(GOOD_HOUSE);
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(BAD_HOUSE).getFailureReport().getDetails();
    }
}
