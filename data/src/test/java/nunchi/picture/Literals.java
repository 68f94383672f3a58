package nunchi.picture;

import java.util.Base64;

/// Files of kinds that the JDK cannot write, all of [Quadrants]: made by Pillow 9.4 (`Image.save`: WEBP with
/// `lossless=True`, with `quality=90`, with an alpha channel of 0 above left, 51 above right and 255 below, with EXIF
/// orientation 6; JPEG of mode CMYK, and of inverted YCbCr as its first three channels with the last byte of the Adobe
/// segment set to 2, which makes it YCCK).
final class Literals {
    static final byte[] WEBP_LOSSLESS = bytes("""
            UklGRkoAAABXRUJQVlA4TD0AAAAvL8AHAB+gkG0EyHJoB/gyCQSIIyVK1UkQEhBGmOV/Mmb+4x/gIgU1bRtBJVmSR/LN3Dmi/xNQ2JiZUZgZAA==""");

    static final byte[] WEBP_LOSSY = bytes("""
            UklGRnoAAABXRUJQVlA4IG4AAAAwBgCdASowACAAPikOhkKhh1eZAAYAoSzAGG2oL8A/EDXk+Afg1+uXGBdgP1NzvsKDEWXhYchzwLfIAP74QQI8iTjB9Uln
            v6TIgk08YfppK3/a7Gi9rEuBfXygWhfKAx//1Acy3VWLr99mk0AAAA==""");

    static final byte[] WEBP_LOSSLESS_ALPHA = bytes("""
            UklGRk4AAABXRUJQVlA4TEIAAAAvL8AHEB+gkG0EyHJoB/gyCQSIIyVK1UkQEhBGmOV/MkYgQNDkv038B3ApDWraNoJKsiSP5Ju5c0T/J6CwMTOjMDM=""");

    static final byte[] WEBP_LOSSY_ALPHA = bytes("""
            UklGRrQAAABXRUJQVlA4WAoAAAAQAAAALwAAHwAAQUxQSB8AAAABFyAQSILaX22NiAgHIm2bmbzJ6xwejuj/BKDXZssPAFZQOCBuAAAAMAYAnQEqMAAgAD4p
            DoZCoYdXmQAGAKEswBhtqC/APxA15PgH4NfrlxgXYD9Tc77CgxFl4WHIc8C3yAD++EECPIk4wfVJZ7+kyIJNPGH6aSt/2uxovaxLgX18oFoXygMf/9QHMt1V
            i6/fZpNAAAA=""");

    static final byte[] WEBP_TURNED = bytes("""
            UklGRn4AAABXRUJQVlA4WAoAAAAIAAAALwAAHwAAVlA4TD0AAAAvL8AHAB+gkG0EyHJoB/gyCQSIIyVK1UkQEhBGmOV/Mmb+4x/gIgU1bRtBJVmSR/LN3Dmi
            /xNQ2JiZUZgZAEVYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA=""");

    static final byte[] CMYK = bytes("""
            /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AA
            FAgAIAAwBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQci
            cRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqi
            o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9IK/Hevyfr9/KKKKKKKKK/kvr
            +livUKKKKKKKKKK/rQr+aevL6KKKKKKKKK/kvr+livUKKKKKKKKKK6ivwfr+oCiiiiiiiiiv7SK/qooooooooooor+Lev5V6KKKKKKKKKK/tIr+qiiiiiiii
            iiiv/9k=""");

    static final byte[] YCCK = bytes("""
            /9j/7gAOQWRvYmUAZAAAAAAC/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AA
            FAgAIAAwBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQci
            cRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqi
            o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD60r1yvyrr9/KKKKKKKKK+a66i
            v6bKKKKKKKKKK+lK5ev5k6KKKKKKKKK+a66iv6bKKKKKKKKKK+xK/COvleiiiiiiiiiv5d6/XCvneiiiiiiiiiv6iK/I+voiiiiiiiiiiv5d6/XCvneiiiii
            iiiiv//Z""");

    private Literals() {}

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }
}
