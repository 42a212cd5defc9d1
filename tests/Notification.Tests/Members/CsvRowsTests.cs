using CsCheck;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Rows as spreadsheets write them, and what becomes of a quote that somebody forgot.</summary>
public sealed class CsvRowsTests
{
    [Fact]
    public void Quoted_line_breaks_belong_to_their_field() =>
        Read("a;b\n\"1\nzwei\";\"\"\"x\"\"; y\"\n3;4").ShouldBe([(1, "a|b"), (2, "1\nzwei|\"x\"; y"), (4, "3|4")]);

    [Theory]
    [InlineData("a;b;c\n1;\"x;y\n2;u;v\n3;\"gut\";w", "3|gut|w")]
    [InlineData("a;b;c\n1;x;\"y\n2;u;v\n3;k;l\n4;m;n\"", "3|k|l")]
    public void A_forgotten_quote_spoils_its_own_line_only(string text, string later)
    {
        var rows = new CsvRows(new StringReader(text), ';').Read().ToList();
        rows.Single(row => row.Line == 2).Fault.ShouldNotBeNull();
        rows.Single(row => row.Line == 3).Fields[0].ShouldBe("2");
        rows.Where(row => row.Fault is null).Select(row => string.Join('|', row.Fields)).ShouldContain(later);
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Char["aß;,\"\n\t@"]
            .Array[0, 8]
            .Select(letters => new string(letters).Trim())
            .Array[3]
            .Array[1, 6]
            .Sample(rows =>
            {
                // A field of three lines, one of them like a row, is what a forgotten quote looks like.
                if (rows.Any(row => row.Any(field => field.Count(c => c == '\n') > 1)))
                {
                    return;
                }

                var text = string.Join(
                    "\r\n",
                    rows.Select(row => string.Join(';', row.Select(field => $"\"{field.Replace("\"", "\"\"")}\"")))
                );
                new CsvRows(new StringReader(text), ';')
                    .Read()
                    .SelectMany(row => row.Fields)
                    .ToList()
                    .ShouldBe(rows.SelectMany(row => row), text);
            });

    [Fact]
    public void Whatever_the_text_is_every_line_is_in_one_row_and_nothing_crashes() =>
        Gen.Char["a;;,\t\"\"\n\n\r ß\0@"]
            .Array[0, 200]
            .Sample(letters =>
            {
                var text = new string(letters);
                foreach (var separator in new[] { ';', ',', '\t' })
                {
                    var next = 1;
                    foreach (var row in new CsvRows(new StringReader(text), separator).Read())
                    {
                        row.Line.ShouldBe(next);
                        next += row.Lines;
                    }

                    var lines = 0;
                    for (var reader = new StringReader(text); reader.ReadLine() is not null; )
                    {
                        lines++;
                    }

                    next.ShouldBe(lines + 1);
                }
            });

    private static List<(int, string)> Read(string text) =>
        [.. new CsvRows(new StringReader(text), ';').Read().Select(row => (row.Line, string.Join('|', row.Fields)))];
}
