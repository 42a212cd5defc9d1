using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>The states of an application in German words.</summary>
public static class ApplicationWords
{
    public static string Of(string state) =>
        state switch
        {
            "Unconfirmed" => "Noch nicht bestätigt",
            "Open" => "Wartet auf die Organisation",
            "Asked" => "Wartet auf eine Antwort der Kommune",
            "Accepted" => "Angenommen",
            "Refused" => "Abgelehnt",
            "Withdrawn" => "Zurückgezogen",
            _ => state,
        };

    /// <summary>The same to the applicant.</summary>
    public static string ToApplicant(string state) =>
        state switch
        {
            "Unconfirmed" => "Bitte bestätigen Sie Ihre Bewerbung",
            "Open" => "Ihre Bewerbung liegt der Organisation vor",
            "Asked" => "Die Organisation hat eine Frage an Sie",
            "Accepted" => "Ihre Bewerbung ist angenommen",
            "Refused" => "Ihre Bewerbung ist abgelehnt",
            "Withdrawn" => "Ihre Bewerbung ist zurückgezogen",
            _ => state,
        };

    public static string Kind(string state) =>
        state switch
        {
            "Unconfirmed" or "Asked" => "warning",
            "Accepted" => "success",
            _ => "info",
        };

    public static string Place(Application application) =>
        application.Ags is null
            ? "Region"
            : string.Join(
                ", ",
                new[] { application.District, application.Land, $"AGS {application.Ags}" }.Where(part =>
                    !string.IsNullOrEmpty(part)
                )
            );
}
