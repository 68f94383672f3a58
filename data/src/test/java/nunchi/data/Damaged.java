package nunchi.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Damage as disks, lines and people do it.
final class Damaged {
    private Damaged() {}

    /// A copy that is cut off, has some bits turned or some bytes replaced, has a stretch taken out or doubled, or goes
    /// on.
    static byte[] copy(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(2000));
            case 2 -> turn(bytes, random);
            case 3 -> replace(bytes, random, Math.min(bytes.length, 64));
            case 4 -> replace(bytes, random, bytes.length);
            default -> bytes = moved(bytes, random);
        }
        return bytes;
    }

    private static void turn(byte[] bytes, SplittableRandom random) {
        for (int i = 0; i <= random.nextInt(8); i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static void replace(byte[] bytes, SplittableRandom random, int within) {
        for (int i = 0; i <= random.nextInt(20); i++) {
            bytes[random.nextInt(within)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(2) * 255);
        }
    }

    private static byte[] moved(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int to = random.nextInt(bytes.length);
        byte[] moved = Arrays.copyOf(bytes, to + bytes.length - from);
        System.arraycopy(bytes, from, moved, to, bytes.length - from);
        return moved;
    }
}
