package io.whypfs.local.system;

import io.whypfs.local.process.FreePorts;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who listens on which port of 127.0.0.1, for the time of one run.
 *
 * @param frontDoor the port that users know
 * @param doorHealth where the proxifier tells its health
 * @param devnet where the simulated chain listens
 * @param providers where its storage providers listen
 */
record Addresses(
        int frontDoor,
        int doorHealth,
        int postgres,
        int kafka,
        int kafkaController,
        int auth,
        int scheduler,
        int deals,
        List<Integer> cores,
        List<Integer> apis,
        int devnet,
        List<Integer> providers) {

    static Addresses find(LocalSettings settings, FreePorts free) {
        return new Addresses(
                settings.port(),
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                several(settings.cores(), free),
                several(settings.apis(), free),
                free.next(),
                several(settings.providers(), free));
    }

    private static List<Integer> several(int count, FreePorts free) {
        return IntStream.range(0, count).mapToObj(i -> free.next()).toList();
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    static String urls(List<Integer> ports) {
        Stream<String> urls = ports.stream().map(Addresses::url);
        return String.join(",", urls.toList());
    }
}
