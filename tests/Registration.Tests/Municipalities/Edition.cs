using System.Text;

namespace Stadtgespraeche.Registration.Tests.Municipalities;

/// <summary>Writes an edition of the register with invented places, in the layout GV100AD.</summary>
internal sealed class Edition(string day = "20231130")
{
    private readonly StringBuilder lines = new();

    public Edition Land(string key, string name) => Line("10", key, name);

    public Edition District(string key, string name) => Line("40", key, name);

    public Edition Municipality(string ags, string name, string kind = "64") => Line("60", ags, name, kind);

    public Edition Raw(string line)
    {
        lines.Append(line).Append("\r\n");
        return this;
    }

    public byte[] Bytes(Encoding? encoding = null) => (encoding ?? Encoding.UTF8).GetBytes(lines.ToString());

    private Edition Line(string type, string key, string name, string kind = "") =>
        Raw($"{type}{day}{key, -8}    {name, -50}{"", -50}{kind, -2}".PadRight(220));
}
