package io.whypfs.api.auth;

import java.util.List;

/** V1's route groups that ask for a key before they look for a route: there, what does not exist is a 401 without one. */
public final class GuardedGroups {

    private static final List<String> GROUPS =
            List.of("/user", "/content", "/admin", "/deals", "/collections", "/pinning");

    private GuardedGroups() {}

    /** Whether {@code path}, which begins with a slash or not, lies in one of the groups. */
    public static boolean contain(String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        for (String group : GROUPS) {
            if (rooted.startsWith(group)
                    && (rooted.length() == group.length() || rooted.charAt(group.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
