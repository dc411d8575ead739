package io.whypfs.multiformats;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text of IPv6 addresses: any form of RFC 4291, section 2.2, is read, and that of RFC 5952, section 4, is written. */
final class Ip6Text {

    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    private Ip6Text() {}

    static byte[] parse(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = groups(text, gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : groups(text, text.substring(gap + 2));
        int given = head.size() + tail.size();
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            throw bad(text);
        }
        byte[] bytes = new byte[2 * GROUPS];
        for (int i = 0; i < head.size(); i++) {
            put(bytes, i, head.get(i));
        }
        for (int i = 0; i < tail.size(); i++) {
            put(bytes, GROUPS - tail.size() + i, tail.get(i));
        }
        return bytes;
    }

    private static List<Integer> groups(String text, String part) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] words = part.split(":", -1);
        for (int i = 0; i < words.length; i++) {
            boolean isLast = i == words.length - 1;
            if (isLast && words[i].indexOf('.') > 0 && text.endsWith(words[i])) {
                byte[] four = MultiaddrValue.IP4.bytes(words[i]);
                groups.add((four[0] & 0xff) << 8 | four[1] & 0xff);
                groups.add((four[2] & 0xff) << 8 | four[3] & 0xff);
            } else if (GROUP.matcher(words[i]).matches()) {
                groups.add(Integer.parseInt(words[i], 16));
            } else {
                throw bad(text);
            }
        }
        return groups;
    }

    private static void put(byte[] bytes, int group, int value) {
        bytes[2 * group] = (byte) (value >>> 8);
        bytes[2 * group + 1] = (byte) value;
    }

    static String print(byte[] bytes) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(bytes, i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                boolean needsColon = !text.isEmpty() && text.charAt(text.length() - 1) != ':';
                text.append(needsColon ? ":" : "").append(Integer.toHexString(group(bytes, i)));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(byte[] bytes, int group) {
        int end = group;
        while (end < GROUPS && group(bytes, end) == 0) {
            end++;
        }
        return end - group;
    }

    private static int group(byte[] bytes, int group) {
        return (bytes[2 * group] & 0xff) << 8 | bytes[2 * group + 1] & 0xff;
    }

    private static MultiformatException bad(String text) {
        return new MultiformatException("'" + text + "' is no IPv6 address.");
    }
}
