package io.whypfs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.whypfs.local.tree.BuiltTree;
import io.whypfs.testsupport.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules over the whole house: this module is the last of the build. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = HouseRules.classesOf(BuiltTree.find());

    static List<ArchRule> rules() {
        return HouseRules.ofTheHouse().all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsTheRule(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void everyRoomIsLookedInto() {
        assertThat(HOUSE.stream().map(type -> type.getPackageName().split("\\.")[2]))
                .contains(
                        "multiformats",
                        "ipld",
                        "core",
                        "events",
                        "kit",
                        "migrations",
                        "local",
                        "testsupport",
                        "auth",
                        "corenode",
                        "api",
                        "scheduler",
                        "deals",
                        "proxifier");
    }
}
