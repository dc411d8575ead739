package io.whypfs.multiformats;

import java.util.HashMap;
import java.util.Map;

/** One emoji for each byte. Source: multiformats/multibase, {@code rfcs/Base256Emoji.md}. */
final class EmojiBase implements Multibase.Encoding {

    private static final String ALPHABET =
            "🚀🪐☄🛰🌌🌑🌒🌓🌔🌕🌖🌗🌘🌍🌏🌎🐉☀💻🖥💾💿😂❤😍🤣😊🙏💕😭😘👍😅👏😁🔥🥰💔💖💙😢🤔😆🙄💪😉☺👌🤗💜"
                    + "😔😎😇🌹🤦🎉💞✌✨🤷😱😌🌸🙌😋💗💚😏💛🙂💓🤩😄😀🖤😃💯🙈👇🎶😒🤭❣😜💋👀😪😑💥🙋😞😩😡🤪👊🥳😥🤤👉💃😳✋😚😝😴🌟"
                    + "😬🙃🍀🌷😻😓⭐✅🥺🌈😈🤘💦✔😣🏃💐☹🎊💘😠☝😕🌺🎂🌻😐🖕💝🙊😹🗣💫💀👑🎵🤞😛🔴😤🌼😫⚽🤙☕🏆🤫👈😮🙆🍻🍃🐶💁😲🌿🧡🎁"
                    + "⚡🌞🎈❌✊👋😰🤨😶🤝🚶💰🍓💢🤟🙁🚨💨🤬✈🎀🍺🤓😙💟🌱😖👶🥴▶➡❓💎💸⬇😨🌚🦋😷🕺⚠🙅😟😵👎🤲🤠🤧📌🔵💅🧐🐾🍒😗🤑"
                    + "🌊🤯🐷☎💧😯💆👆🎤🙇🍑❄🌴💣🐸💌📍🥀🤢👅💡💩👐📸👻🤐🤮🎼🥵🚩🍎🍊👼💍📣🥂";

    private final int[] symbols = ALPHABET.codePoints().toArray();
    private final Map<Integer, Integer> values = new HashMap<>();

    EmojiBase() {
        for (int i = 0; i < symbols.length; i++) {
            values.put(symbols[i], i);
        }
    }

    @Override
    public String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            text.appendCodePoint(symbols[b & 0xff]);
        }
        return text.toString();
    }

    @Override
    public byte[] decode(String text) {
        int[] points = text.codePoints().toArray();
        byte[] bytes = new byte[points.length];
        for (int i = 0; i < points.length; i++) {
            Integer value = values.get(points[i]);
            if (value == null) {
                throw new MultiformatException("The character '" + Character.toString(points[i])
                        + "' is not in the base's alphabet of 256 emoji.");
            }
            bytes[i] = value.byteValue();
        }
        return bytes;
    }
}
