package io.whypfs.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.whypfs.queue.JobDefinition;
import io.whypfs.queue.JobSchedule;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobsConfigTest {

    private static final JobDefinition SWEEP =
            JobDefinition.system("bucket-sweep", "sweep", new JobSchedule.Every(Duration.ofMinutes(1)));

    @Test
    void everySettingHasItsDefault() {
        // When
        JobsConfig config = config(new SmallRyeConfigBuilder());

        // Then
        assertThat(config.enabled()).isFalse();
        assertThat(config.node()).isEmpty();
        assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(config.closeWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retryFirst()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retryLongest()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.historyEntries()).isEqualTo(100);
        assertThat(config.historyAge()).isEqualTo(Duration.ofDays(30));
        assertThat(config.schedules()).isEmpty();
        assertThat(config.custom()).isEmpty();
    }

    @Test
    void oneLineGivesAJobAnotherSchedule() {
        // Given
        JobsConfig config = config(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("whypfs.jobs.schedules.\"bucket-sweep\"", "PT0.5S"), "given", 250)));

        // When
        Collection<JobDefinition> jobs = ConfiguredJobs.of(List.of(SWEEP), config.schedules(), config.custom());

        // Then
        assertThat(jobs).containsExactly(SWEEP.withSchedule(new JobSchedule.Every(Duration.ofMillis(500))));
    }

    @Test
    void oneLineDefinesAJobWithParametersAndLimits() {
        // When
        JobDefinition job = ConfiguredJobs.of(
                        List.of(SWEEP),
                        Map.of(),
                        Map.of("nightly", "sweep; 0 0,12 * * *; depth=3; maxRuns=5; timeout=PT2M"))
                .stream()
                .filter(any -> any.name().equals("nightly"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(job.schedule()).isEqualTo(new JobSchedule.Cron("0 0,12 * * *"));
        assertThat(job.parameters()).isEqualTo(Map.of("depth", "3"));
        assertThat(job.limits().maxRuns()).hasValue(5);
        assertThat(job.limits().timeout()).isEqualTo(Optional.of(Duration.ofMinutes(2)));
    }

    @Test
    void aWrongSettingIsNamedWithTheReason() {
        // When, Then
        assertThatThrownBy(() -> ConfiguredJobs.of(List.of(SWEEP), Map.of("bucket-swep", "PT1S"), Map.of()))
                .hasMessage(
                        "whypfs.jobs.schedules.\"bucket-swep\": this service has no job of that name. It has: bucket-sweep.");
        assertThatThrownBy(() -> ConfiguredJobs.of(List.of(SWEEP), Map.of("bucket-sweep", "soon"), Map.of()))
                .hasMessage("whypfs.jobs.schedules.\"bucket-sweep\": 'soon' is not a schedule. " + JobSchedule.FORMS);
        assertThatThrownBy(() -> ConfiguredJobs.of(List.of(SWEEP), Map.of(), Map.of("x", "sweep")))
                .hasMessageStartingWith("whypfs.jobs.custom.\"x\": The job 'x' has no schedule: 'sweep'.");
        assertThatThrownBy(() -> ConfiguredJobs.of(List.of(SWEEP), Map.of(), Map.of("bucket-sweep", "sweep; PT1S")))
                .hasMessageContaining("has the name of one of the service's own jobs");
    }

    static JobsConfig config(SmallRyeConfigBuilder settings) {
        return settings.withMapping(JobsConfig.class).build().getConfigMapping(JobsConfig.class);
    }
}
