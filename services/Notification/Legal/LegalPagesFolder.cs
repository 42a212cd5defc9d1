namespace Stadtgespraeche.Notification.Legal;

/// <summary>
/// The first legal pages may come with the installation: <c>LegalPages:Folder</c> names a folder with impressum.txt,
/// datenschutz.txt, barrierefreiheit.txt and rueckmeldung.txt (one address), plain text in UTF-8. They are published at
/// a start that finds none saved; afterwards the page of the administration counts, and the files no longer do.
/// </summary>
internal static class LegalPagesFolder
{
    public const string Setting = "LegalPages:Folder";

    /// <summary>Empty where a file is missing. Throws what reading a file throws.</summary>
    public static LegalTexts Read(string folder)
    {
        return new(Text("impressum"), Text("datenschutz"), Text("barrierefreiheit"), Text("rueckmeldung"));

        string Text(string name) =>
            Path.Combine(folder, $"{name}.txt") is var file && File.Exists(file)
                ? LegalTexts.Clean(File.ReadAllText(file))
                : "";
    }
}
