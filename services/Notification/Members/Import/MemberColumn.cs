namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>What a column of a members file can mean.</summary>
public enum MemberColumn
{
    Reference,
    FirstName,
    LastName,
    FullName,
    Title,
    Email,
    Faction,
    Role,
    MandateFrom,
    MandateUntil,
}
