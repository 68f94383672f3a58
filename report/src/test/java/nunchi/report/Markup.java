package nunchi.report;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads the report's markup as XML, which knows no missing or crossed tags.
final class Markup {
    private Markup() {}

    static void requireWellFormed(String html) {
        try {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.parse(new InputSource(new StringReader(html.replaceAll("<(img|wbr)([^>]*)>", "<$1$2/>"))));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage() + " in " + html.substring(0, Math.min(2000, html.length())), e);
        }
    }
}
