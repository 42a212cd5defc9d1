using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// The member for whom a personal link acts. Refuses a link for another session, a member whom the link's partner does
/// not have (whether nobody or another partner has it is not told), and one whose mandate has not begun or has ended.
/// </summary>
internal sealed record ActingMember(Member Member, string PartnerName)
{
    public static ProblemHttpResult? RefuseOtherSession(PersonalLink link, Guid sessionId) =>
        link.SessionId == sessionId
            ? null
            : Problems.Forbidden("link-for-another-session", "Dieser Link gilt für eine andere Sitzung.");

    /// <summary>Null: may act.</summary>
    public static ProblemHttpResult? Refuse(ActingMember? acting, DateOnly today) =>
        acting switch
        {
            null => Problems.Forbidden(
                "member-unknown",
                "Wir kennen Sie noch nicht. Bitte wenden Sie sich an Ihre Kommune."
            ),
            { Member: var member } when member.HasEnded(today) => EndedMandate.Refusal(),
            { Member.MandateFrom: { } from } when from > today => Problems.Forbidden(
                "mandate-not-begun",
                $"Ihr Mandat beginnt am {from:dd.MM.yyyy}. Ab dann können Sie an Sitzungen teilnehmen."
            ),
            _ => null,
        };
}
