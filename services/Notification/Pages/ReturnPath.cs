namespace Stadtgespraeche.Notification.Pages;

/// <summary>Where to go after the sign-in: an address of these pages, and nowhere else.</summary>
internal static class ReturnPath
{
    public const string Parameter = "weiter";
    private const int MaxLength = 500;

    public static string Of(string? path) => IsSafe(path) ? path! : "/";

    public static string On(string page, string? path) =>
        IsSafe(path) && path != "/" ? page + QueryString.Create(Parameter, path!) : page;

    private static bool IsSafe(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..]
        && path.Length <= MaxLength
        && !path.Any(character => char.IsControl(character) || character is '\\');
}
