namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// All people of this city, to find the one that a record is about: by the mark, else by the address, else by a name
/// that only one has. Marks of different sources (a Kennung and an OParl id) never contradict each other. When it is
/// not clear who is meant, nobody is changed and it is said why.
/// </summary>
internal sealed class MemberMatching
{
    /// <summary>The code of a record whose mark somebody else has.</summary>
    public const string OtherPerson = "reference-of-another";

    private const string OParl = "oparl:";
    private readonly Dictionary<Guid, Member> byId;
    private readonly Dictionary<string, Member> byReference;
    private readonly Dictionary<string, Member> byEmail = [];
    private readonly ILookup<string, Member> byName;
    private readonly Dictionary<string, int> sameName;

    public MemberMatching(IReadOnlyList<Member> members, IReadOnlyList<MemberRecord> records)
    {
        byId = members.ToDictionary(member => member.Id);
        byReference = members.Where(member => member.Reference is not null).ToDictionary(member => member.Reference!);
        // Who is active wins over somebody departed who had the address before.
        foreach (
            var member in members
                .Where(member => member.Email is not null)
                .OrderBy(member => member.State == MemberState.Departed)
        )
        {
            byEmail.TryAdd(member.Email!, member);
        }

        byName = members
            .Where(member => member.State != MemberState.Departed && member.DisplayName.Length > 0)
            .ToLookup(NameOf);
        sameName = records.CountBy(record => record.NameKey).ToDictionary();
    }

    /// <summary>The member that the record is about, or nobody yet; or, with a code, why that cannot be told.</summary>
    public (Member? Member, string? Code, string? Message) Find(MemberRecord record)
    {
        if (record.Member is { } id)
        {
            if (byId.TryGetValue(id, out var chosen))
            {
                return Owns(record, chosen);
            }

            if (record.Email is null && byName[record.NameKey].Any())
            {
                return (
                    null,
                    "name-ambiguous",
                    "Eine Person dieses Namens steht schon in der Liste. Wenn es eine andere ist, geben Sie bitte ihre E-Mail-Adresse an."
                );
            }

            return
                record.Email is not null
                && byEmail.TryGetValue(record.Email, out var other)
                && other.State != MemberState.Departed
                ? (null, "address-taken", "Die E-Mail-Adresse gehört schon zu einer anderen Person.")
                : default;
        }

        if (record.Reference is not null && byReference.TryGetValue(record.Reference, out var marked))
        {
            return IsStill(marked, record)
                ? Owns(record, marked)
                : (
                    null,
                    OtherPerson,
                    "Unter dieser Kennung steht schon eine andere Person. Zählt die Nummer nur die Zeilen, lassen Sie die "
                        + "Kennung beim Einlesen weg; ist es dieselbe Person, ändern Sie zuerst Name oder Adresse von Hand."
                );
        }

        if (record.Email is not null && byEmail.TryGetValue(record.Email, out var owner))
        {
            if (Contradict(record, owner))
            {
                return (null, "address-taken", "Die E-Mail-Adresse gehört schon zu einer anderen Kennung.");
            }

            return SharesName(record, owner)
                ? (owner, null, null)
                : (null, "address-taken", "Die E-Mail-Adresse gehört schon zu einer anderen Person.");
        }

        var remembered = MemberRecord.KeyOf(null, record.DisplayName);
        var candidates = byName[record.NameKey]
            .Concat(remembered == record.NameKey ? [] : byName[remembered])
            .Where(member => !Contradict(record, member))
            .ToList();
        if (candidates.Count == 0)
        {
            return default;
        }

        if (candidates.Count > 1 || sameName[record.NameKey] > 1)
        {
            return record.Reference is not null || record.Email is not null
                ? default
                : (
                    null,
                    "name-ambiguous",
                    "Mehrere Personen heißen so. Bitte geben Sie eine Kennung oder eine E-Mail-Adresse an."
                );
        }

        return candidates[0].Email is not null && record.Email is not null && candidates[0].Email != record.Email
            ? (
                null,
                "same-name-other-address",
                "Eine Person dieses Namens hat schon eine andere E-Mail-Adresse. Ändern Sie die Adresse von Hand, "
                    + "oder geben Sie beiden eine Kennung."
            )
            : (candidates[0], null, null);
    }

    /// <summary>Somebody is called so with first and last name the other way round.</summary>
    public bool IsSwapped(MemberRecord record) =>
        !string.Equals(record.FirstName, record.LastName, StringComparison.OrdinalIgnoreCase)
        && byName[MemberRecord.KeyOf(record.LastName, record.FirstName)].Any();

    public void Took(Member member)
    {
        if (member.Email is not null)
        {
            byEmail[member.Email] = member;
        }
    }

    /// <summary>
    /// A number may be given to somebody else one day, or count the lines of a list. Whom a mark finds is the same
    /// person only when name or address speaks for it as well; where no address can, a first name must, and nobody else
    /// may be called so.
    /// </summary>
    private bool IsStill(Member member, MemberRecord record)
    {
        if (member.LastName is null || (member.Email is not null && member.Email == record.Email))
        {
            return true;
        }

        if (SamePerson.MayBe(record.FirstName, record.LastName, member.FirstName, member.LastName))
        {
            return record.NameKey == NameOf(member) || byName[record.NameKey].All(other => other == member);
        }

        return (member.Email is null || record.Email is null)
            && SamePerson.SameFirstName(record.FirstName, member.FirstName)
            && !byName[record.NameKey].Any();
    }

    // Somebody departed comes back with the address of then, which may be another's meanwhile.
    private (Member? Member, string? Code, string? Message) Owns(MemberRecord record, Member member) =>
        (record.Email ?? (member.State == MemberState.Departed ? member.Email : null)) is { } email
        && byEmail.TryGetValue(email, out var owner)
        && owner != member
        && owner.State != MemberState.Departed
            ? (null, "address-taken", "Die E-Mail-Adresse gehört schon zu einer anderen Kennung.")
            : (member, null, null);

    private static bool Contradict(MemberRecord record, Member member) =>
        record.Reference is not null
        && member.Reference is not null
        && record.Reference != member.Reference
        && record.Reference.StartsWith(OParl, StringComparison.Ordinal)
            == member.Reference.StartsWith(OParl, StringComparison.Ordinal);

    // An address that several use, as a couple does, must not turn one of them into another; a last name changes by
    // marriage, a first name is written in another way.
    private static bool SharesName(MemberRecord record, Member member) =>
        member.FirstName is null
        || SamePerson.MayBe(record.FirstName, record.LastName, member.FirstName, member.LastName)
        || SamePerson.SameFirstName(record.FirstName, member.FirstName)
        || (
            SamePerson.SameLastName(record.LastName, member.LastName)
            && SamePerson.SameInitial(record.FirstName, member.FirstName)
        );

    // Whom only the hub remembered has a display name alone.
    private static string NameOf(Member member) =>
        member.LastName is null
            ? MemberRecord.KeyOf(null, member.DisplayName)
            : MemberRecord.KeyOf(member.FirstName, member.LastName);
}
