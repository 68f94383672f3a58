package nunchi.app;
public final class Main { public static void main(String[] a) throws Exception { ErrorStream.install(); System.out.println("out " + java.util.Arrays.toString(a)); System.err.println("err"); System.out.println("out2"); if (a.length > 1) Thread.sleep(20000); System.exit(a.length); } }
