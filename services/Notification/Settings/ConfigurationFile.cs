using System.Text;

namespace Stadtgespraeche.Notification.Settings;

/// <summary>
/// The one file that a city's administrator fills in: lines <c>NAME=VALUE</c>, read exactly as systemd reads an
/// EnvironmentFile (systemd.exec(5)), so that both understand the same. Names are those of environment variables, which
/// win over the file. Editors of Windows may have written it.
/// </summary>
public static class ConfigurationFile
{
    private enum At
    {
        Name,
        BeforeValue,
        Value,
        Escaped,
        Single,
        Double,
        DoubleEscaped,
    }

    /// <summary>
    /// Names (with <c>:</c> for <c>__</c>) and values; a line without <c>=</c> is a <see cref="FormatException"/> with
    /// its number.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Read(byte[] file) => Parse(Decode(file));

    public static IReadOnlyDictionary<string, string?> Parse(string text)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var (name, value, blanks, line) = (new StringBuilder(), new StringBuilder(), 0, 1);
        var at = At.Name;
        foreach (var c in $"{text}\n")
        {
            switch (at)
            {
                case At.Name when c is '\n' or '\r':
                    if (name.ToString().Trim() is { Length: > 0 } word && word[0] is not ('#' or ';'))
                    {
                        throw new FormatException($"Zeile {line}: Dort fehlt das Gleichheitszeichen (NAME=WERT).");
                    }

                    name.Clear();
                    break;
                case At.Name when c == '=' && name.ToString().TrimStart() is not ['#' or ';', ..]:
                    at = At.BeforeValue;
                    break;
                case At.Name:
                    name.Append(c);
                    break;
                case At.BeforeValue or At.Value when c is '\n' or '\r':
                    value.Length -= blanks;
                    values[name.ToString().Trim().Replace("__", ":")] = value.ToString();
                    (at, blanks) = (At.Name, 0);
                    name.Clear();
                    value.Clear();
                    break;
                case At.BeforeValue when c is ' ' or '\t':
                    break;
                case At.BeforeValue when c is '\'' or '"':
                    at = c == '"' ? At.Double : At.Single;
                    break;
                case At.BeforeValue or At.Value when c == '\\':
                    (at, blanks) = (At.Escaped, 0);
                    break;
                case At.BeforeValue or At.Value:
                    at = At.Value;
                    blanks = c is ' ' or '\t' ? blanks + 1 : 0;
                    value.Append(c);
                    break;
                case At.Escaped:
                    at = At.Value;
                    if (c is not ('\n' or '\r'))
                    {
                        value.Append(c);
                    }

                    break;
                case At.Single or At.Double when c == (at == At.Double ? '"' : '\''):
                    at = At.BeforeValue;
                    break;
                case At.Double when c == '\\':
                    at = At.DoubleEscaped;
                    break;
                case At.Single or At.Double:
                    value.Append(c);
                    break;
                default:
                    at = At.Double;
                    if (c is '"' or '\\' or '`' or '$')
                    {
                        value.Append(c);
                    }
                    else if (c != '\n')
                    {
                        value.Append('\\').Append(c);
                    }

                    break;
            }

            if (c == '\n')
            {
                line++;
            }
        }

        return at == At.Name
            ? values
            : throw new FormatException($"Zeile {line - 1}: Ein Anführungszeichen wird nicht geschlossen.");
    }

    private static string Decode(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(file);
        }
    }
}
