select
  cast(:r as double) as r,
  cast(:alpha as double) as alpha_days,
  cast(:a as double) as a,
  cast(:b as double) as b,
  cast(:p as double) as p,
  cast(:q as double) as q,
  cast(:gamma as double) as gamma
