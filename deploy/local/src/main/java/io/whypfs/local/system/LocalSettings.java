package io.whypfs.local.system;

import io.whypfs.local.process.FreePorts;
import io.whypfs.local.process.StartException;
import io.whypfs.local.tree.BuiltTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the person at the keyboard asked for.
 *
 * @param tree the built source tree
 * @param home the folder that keeps everything between runs
 * @param port of the front door
 * @param cores how many core-nodes
 * @param apis how many api-nodes
 * @param providers how many simulated storage providers
 * @param training whether this run only writes the AOT caches
 * @param overrides settings for the services, as {@code key=value}, in order
 */
public record LocalSettings(
        BuiltTree tree,
        Path home,
        int port,
        int cores,
        int apis,
        int providers,
        boolean training,
        List<String> overrides) {

    private static final int MOST_NODES = 16;
    private static final int MOST_PROVIDERS = 64;

    /**
     * Reads {@code PORT}, {@code CORES}, {@code APIS}, {@code PROVIDERS} and {@code WHYPFS_HOME} from the environment, and {@code -Dkey=value}
     * and {@code --train} from the arguments.
     *
     * @throws StartException naming the first thing that makes no sense
     */
    public static LocalSettings from(List<String> arguments, Map<String, String> environment, BuiltTree tree) {
        boolean training = false;
        List<String> overrides = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--train")) {
                training = true;
            } else if (argument.startsWith("-D") && argument.indexOf('=') > 2) {
                overrides.add(argument.substring(2));
            } else {
                throw new StartException("the argument '" + argument
                        + "' is not understood: settings for the services look like -Dkey=value.");
            }
        }
        Path home = Path.of(
                text(environment, "WHYPFS_HOME", tree.root().resolve(".whypfs").toString()));
        return new LocalSettings(
                tree,
                home.toAbsolutePath().normalize(),
                port(environment),
                number(environment, "CORES", 1, 1, MOST_NODES),
                number(environment, "APIS", 1, 1, MOST_NODES),
                number(environment, "PROVIDERS", 8, 1, MOST_PROVIDERS),
                training,
                List.copyOf(overrides));
    }

    /** 0 means any free one, which is for tests. */
    private static int port(Map<String, String> environment) {
        int asked = number(environment, "PORT", 1313, 0, 65_535);
        return asked == 0 ? new FreePorts().next() : asked;
    }

    private static int number(Map<String, String> environment, String name, int standard, int lowest, int highest) {
        String text = text(environment, name, Integer.toString(standard));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < lowest || Integer.parseInt(text) > highest) {
            throw new StartException(name + "=" + text + " is not a number from " + lowest + " to " + highest + ".");
        }
        return Integer.parseInt(text);
    }

    private static String text(Map<String, String> environment, String name, String standard) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? standard : value;
    }
}
