using Stadtgespraeche.Registration.SignIn.Links;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// What a page says instead of showing its form, with the status of the answer: why the person cannot go on here and
/// what to do.
/// </summary>
public sealed record Explanation(int Status, string Title, string Detail)
{
    public static readonly Explanation TooOften = new(
        StatusCodes.Status429TooManyRequests,
        "Das waren zu viele Versuche",
        "Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal."
    );

    internal static Explanation Of(WhyNot why) =>
        why switch
        {
            WhyNot.Expired => new(
                410,
                "Dieser Link gilt nicht mehr",
                $"Ein Link zur Anmeldung gilt {SignInLink.Lifetime.TotalMinutes} Minuten. Bitte fordern Sie einen neuen an."
            ),
            WhyNot.Used => new(
                410,
                "Dieser Link wurde schon benutzt",
                "Ein Link zur Anmeldung gilt nur einmal. Bitte fordern Sie einen neuen an."
            ),
            WhyNot.PartnerSuspended => new(
                403,
                "Ihre Kommune ist zurzeit getrennt",
                "Deshalb gelten die Links aus ihren E-Mails nicht. Mit einem Passkey oder dem Login Ihrer "
                    + "Stadt können Sie sich weiter anmelden."
            ),
            WhyNot.MailSignInOff => new(
                403,
                "Sie haben die Anmeldung per E-Mail abgeschaltet",
                "Bitte melden Sie sich mit Ihrem Passkey oder dem Login Ihrer Stadt an."
            ),
            _ => new(
                400,
                "Dieser Link gilt nicht",
                "Er ist unvollständig oder verändert. Öffnen Sie ihn noch einmal direkt aus der E-Mail, "
                    + "oder fordern Sie einen neuen an."
            ),
        };
}
