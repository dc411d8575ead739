package io.whypfs.filecoin.address;

/** Network an address is written for; the first letter of its text and nothing else. */
public enum Network {
    MAINNET('f'),
    TESTNET('t');

    private final char letter;

    Network(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    static boolean knows(char letter) {
        return letter == MAINNET.letter || letter == TESTNET.letter;
    }
}
