namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>Finds people who stand in one batch twice; the first line counts.</summary>
internal sealed class DuplicateRows
{
    private readonly Dictionary<string, int> references = [];
    private readonly Dictionary<string, int> addresses = [];
    private readonly Dictionary<string, int> names = [];

    public LineOutcome? Refuse(MemberRecord record)
    {
        if (record.Reference is not null && !references.TryAdd(record.Reference, record.Line))
        {
            return LineOutcome.Out(
                record.Line,
                "reference-twice",
                $"Die Kennung steht schon in Zeile {references[record.Reference]}."
            );
        }

        if (record.Email is not null && !addresses.TryAdd(record.Email, record.Line))
        {
            return LineOutcome.Out(
                record.Line,
                "address-twice",
                $"Die E-Mail-Adresse steht schon in Zeile {addresses[record.Email]}; jede Person braucht eine eigene."
            );
        }
        // Two people may share a name; but what shall tell them apart when there is nothing else?
        return record is { Reference: null, Email: null } && !names.TryAdd(record.NameKey, record.Line)
            ? LineOutcome.Out(
                record.Line,
                "name-twice",
                $"Dieser Name steht schon in Zeile {names[record.NameKey]}. Wenn es zwei Personen sind, brauchen "
                    + "sie eine Kennung oder eine E-Mail-Adresse."
            )
            : null;
    }
}
