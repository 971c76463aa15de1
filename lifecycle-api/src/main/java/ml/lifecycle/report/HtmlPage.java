package ml.lifecycle.report;

/** An HTML page in the making, without scripts and without other files. */
public final class HtmlPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>""";

    private final StringBuilder html = new StringBuilder(HEAD);

    /**
     * Begins a page.
     *
     * @param title what the browser calls it, not escaped
     */
    public HtmlPage(String title) {
        text(title).html("</title>\n<style>\n").html(HtmlStyle.CSS).html("</style>\n</head>\n<body>\n");
    }

    /**
     * Adds markup.
     *
     * @param markup HTML without anything that comes from people or data
     * @return this
     */
    public HtmlPage html(String markup) {
        html.append(markup);
        return this;
    }

    /**
     * Adds text, escaped.
     *
     * @param text any text
     * @return this
     */
    public HtmlPage text(String text) {
        html.append(ReportText.xml(text));
        return this;
    }

    /**
     * Adds a name as one that may be long, and written from right to left, and must not carry others with it.
     *
     * @param name any text
     * @param places cut to so many places
     * @return this
     */
    public HtmlPage name(String name, int places) {
        // What was cut is visible already, so that escaping changes no more than markup.
        return html("<bdi>").text(TextLayout.cut(name, places)).html("</bdi>");
    }

    /**
     * Adds a sentence, in which names may be long: each of its words is cut.
     *
     * @param sentence any text
     * @return this
     */
    public HtmlPage sentence(String sentence) {
        String[] words = sentence.split(" ");
        for (int index = 0; index < words.length; index++) {
            html(index == 0 ? "" : " ").text(TextLayout.cut(words[index], TextLayout.WIDTH));
        }
        return this;
    }

    /**
     * Adds the head of a table.
     *
     * @param columns the names of its columns; one that begins with {@code #} is of numbers
     * @return this
     */
    public HtmlPage head(String... columns) {
        html("<thead><tr>");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            html(number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">").text(column.substring(number ? 1 : 0))
                    .html("</th>");
        }
        return html("</tr></thead>\n");
    }

    /**
     * Adds a cell of a number.
     *
     * @param number its text
     * @return this
     */
    public HtmlPage number(String number) {
        return html("<td class=\"number\">").text(number).html("</td>");
    }

    /**
     * Ends the page.
     *
     * @return the document
     */
    public String end() {
        return html + "</body>\n</html>\n";
    }
}
