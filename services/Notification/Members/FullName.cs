namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// First name, last name and title out of a name in one piece, in the forms that lists have it: "Dr. Anna von Muster",
/// "Muster, Anna, Dr.", "MUSTER Anna M.A.", "Frau Anna Muster". Where the words allow more than one reading, <see
/// cref="Doubt"/> says so in German; a missing part is empty.
/// </summary>
internal sealed record FullName(string? Title, string First, string Last, string? Doubt = null)
{
    private const string Unsure = "Vor- und Nachname sind nicht sicher zu trennen; bitte prüfen Sie sie.";

    /// <param name="name">One line.</param>
    /// <param name="lastFirst">The heading says that the last name comes first.</param>
    public static FullName Read(string name, bool lastFirst = false)
    {
        var found = new Found();
        var parts = NameWords
            .Spaced(name)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var names = new List<string[]>();
        for (var i = 0; i < parts.Count; i++)
        {
            // "Herr, Otto": what is a form of address elsewhere is his name.
            var words = found.Strip(parts[i], alone: parts.Count > 2 || i > 0);
            if (words.Length > 0)
            {
                names.Add(words);
            }
        }

        var (first, last, sure) = names switch
        {
            [] => ([], [], true),
            [var only] => Apart(only, lastFirst),
            [var before, var after] => Swapped(before, after),
            [var before, var after, ..] => (after, before, false),
        };
        sure &= !first.Concat(last).Any(IsOdd);
        return new(
            found.Title,
            string.Join(' ', first),
            string.Join(' ', last.Concat(found.Generation)),
            sure || first.Length == 0 ? null : Unsure
        );
    }

    /// <summary>Two fields that hold more than the names.</summary>
    public static FullName Of(string first, string last)
    {
        var found = new Found();
        var (given, family) = (
            found.Strip(NameWords.Spaced(first).Split(' '), alone: false),
            found.Strip(NameWords.Spaced(last).Split(' '), alone: false)
        );
        return new(
            found.Title,
            string.Join(' ', given),
            string.Join(' ', family.Concat(found.Generation)),
            given.Concat(family).Any(IsOdd) ? "Im Namen steht etwas, das kein Name ist; bitte prüfen Sie ihn." : null
        );
    }

    /// <summary>As others see it: titles before the name, degrees behind it.</summary>
    public static string Shown(string? title, string? first, string? last)
    {
        var words = title?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return string.Join(
            ' ',
            words
                .Where(word => !IsBehind(word))
                .Append(first)
                .Append(last)
                .Concat(words.Where(IsBehind))
                .Where(word => !string.IsNullOrEmpty(word))
        );
    }

    private static bool IsBehind(string word) => NameWords.IsDegree(word) && !NameWords.IsKind(word);

    private static (string[] First, string[] Last, bool Sure) Apart(string[] words, bool lastFirst)
    {
        if (words.Length == 1)
        {
            return ([], words, true);
        }

        // "MUSTER Anna".
        var loud = words.Where(IsLoud).ToArray();
        if (loud.Length > 0 && loud.Length < words.Length)
        {
            return ([.. words.Where(word => !IsLoud(word))], loud, true);
        }

        var particles = words.TakeWhile(NameWords.IsParticle).Count();
        if (lastFirst || particles > 0 || words[^1].EndsWith('.'))
        {
            var end = Math.Min(particles + 1, words.Length - 1);
            return (words[end..], words[..end], lastFirst && words.Length - end == 1);
        }

        var particle = Array.FindIndex(words, 1, NameWords.IsParticle);
        if (particle > 0 && particle < words.Length - 1)
        {
            return (words[..particle], words[particle..], true);
        }

        // "Anna Lena Muster" or "Anna Probe Muster"?
        return (words[..^1], [words[^1]], words.Length == 2 || words[1..^1].All(word => word.EndsWith('.')));
    }

    private static (string[] First, string[] Last, bool Sure) Swapped(string[] last, string[] first)
    {
        // "Muster, Anna von".
        var behind = first.Reverse().TakeWhile(NameWords.IsParticle).Count();
        if (behind > 0 && behind < first.Length)
        {
            (last, first) = ([.. first[^behind..], .. last], first[..^behind]);
        }

        return (first, last, last.Count(word => !NameWords.IsParticle(word)) == 1 && first.Length <= 3);
    }

    private static bool IsLoud(string word) =>
        word.Length > 2 && word.Any(char.IsLetter) && !word.Contains('.') && !word.Any(char.IsLower);

    // "M?ller" has lost an umlaut on its way.
    private static bool IsOdd(string word) =>
        word.Any(letter => char.IsAsciiDigit(letter) || "?()[]/\\@=*_".Contains(letter));

    /// <summary>What is taken off both ends of a name.</summary>
    private sealed class Found
    {
        private readonly List<string> titles = [];

        public List<string> Generation { get; } = [];

        public string? Title => titles.Count == 0 ? null : string.Join(' ', titles);

        /// <param name="words">Of one part.</param>
        /// <param name="alone">Whether nothing may be left but a form of address.</param>
        public string[] Strip(string[] words, bool alone)
        {
            var start = 0;
            while (start < words.Length && IsInFront(words, start, alone))
            {
                if (!NameWords.IsSalutation(words[start]))
                {
                    titles.Add(words[start]);
                }

                start++;
            }

            var end = words.Length;
            while (end > start && IsBehind(words[..end]))
            {
                end--;
            }

            foreach (var word in words[end..])
            {
                (NameWords.IsGeneration(word) ? Generation : titles).Add(word);
            }

            return words[start..end];
        }

        private bool IsInFront(string[] words, int at, bool alone) =>
            NameWords.IsTitle(words[at])
            || (NameWords.IsSalutation(words[at]) && (alone || at + 1 < words.Length))
            || (at > 0 && titles.Count > 0 && (NameWords.GoesOn(words[at]) || NameWords.IsKind(words[at])));

        private static bool IsBehind(string[] words) =>
            NameWords.IsDegree(words[^1])
            || NameWords.IsGeneration(words[^1])
            || NameWords.IsTitle(words[^1])
            || (NameWords.GoesOn(words[^1]) && words[..^1].Any(NameWords.IsTitle));
    }
}
